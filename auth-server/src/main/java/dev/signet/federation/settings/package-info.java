/**
 * What is set of a provider, as pure data: where it is, who this server is there, who may
 * come by it, and what becomes of their claims. Knows no kind of provider, and holds no
 * secret.
 */
@NullMarked
@NamedInterface("settings")
package dev.signet.federation.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
