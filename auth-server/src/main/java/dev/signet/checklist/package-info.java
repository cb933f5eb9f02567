/**
 * Checklists: what was found when something was looked at before it is trusted to work,
 * line by line, and how that is stored. Knows nothing of what is looked at, nor of how.
 * Routes: none. Tables: those of whoever keeps checklists.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
