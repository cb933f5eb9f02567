/**
 * The one list of named refusals: what the server says no to in the protocols, by which
 * rule, and the change that makes it a yes; and the bounded record of the requests that
 * were refused. Knows nothing of who refuses or who may read. Routes: none. Tables:
 * refused_requests.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
