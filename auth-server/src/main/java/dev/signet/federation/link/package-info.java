/**
 * Which people of providers own which accounts here. Does not know how it is proved who
 * they are. Table: upstream_links.
 */
@NullMarked
@NamedInterface("link")
package dev.signet.federation.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
