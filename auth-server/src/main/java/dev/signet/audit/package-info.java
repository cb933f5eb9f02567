/**
 * The append-only trail. Declares {@link dev.signet.audit.AuditableEvent}, which the
 * event records of the features implement; one listener stores what they publish. The
 * database lets the application add and read rows, never change or delete them; values
 * that name or locate a person stand in a table of their own that can be erased. Knows no
 * feature; what was stored is read back as it is. Tables: audit_events, audit_personal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
