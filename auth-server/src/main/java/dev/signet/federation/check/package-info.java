/**
 * What is known of whether providers work: the lines of the last checklist of each, and
 * warnings that begin and end. Looks at nothing itself. Tables: upstream_checklists,
 * upstream_check_lines, upstream_warnings.
 */
@NullMarked
package dev.signet.federation.check;

import org.jspecify.annotations.NullMarked;
