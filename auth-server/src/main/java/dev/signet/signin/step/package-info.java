/**
 * What may still be missing before a client gets its answer: NextStep, the ordered list,
 * and one check for each line. Terms of service are one; who keeps them is not here.
 * Knows no page but by its address.
 */
@NullMarked
@NamedInterface("step")
package dev.signet.signin.step;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
