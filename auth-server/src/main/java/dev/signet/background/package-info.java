/**
 * Work that nobody waits for: clearing away on one node at a time, workers that are woken
 * when there is something to do, work after an answer, the waits after failures. Knows
 * nothing of what is done. No routes, no tables.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
