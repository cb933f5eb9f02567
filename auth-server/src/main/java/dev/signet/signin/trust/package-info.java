/**
 * The devices on which people need not make the second step. Ends the trust when what it
 * rests on changes. Settings: signet.signin.second-factor.trusted-for and
 * trust-for-admins. Table: trusted_devices.
 */
@NullMarked
@NamedInterface("trust")
package dev.signet.signin.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
