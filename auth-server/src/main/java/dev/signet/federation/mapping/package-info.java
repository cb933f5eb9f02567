/**
 * What becomes of the claims that come with a person: fields of the profile, roles and
 * groups, which go when the provider no longer says so. Settings:
 * signet.federation.mapping. Table: mapped_roles.
 */
@NullMarked
@NamedInterface("mapping")
package dev.signet.federation.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
