package dev.signet.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.account.Roles;
import org.jspecify.annotations.Nullable;

/**
 * A link by which people may make accounts. Whoever sees it here does not see the link.
 *
 * @param id the invitation
 * @param address whom it is for, or null for whoever has the link
 * @param mailed whether the link went to that address by mail, and to nobody else
 * @param roles what they hold from the start, besides what everybody does
 * @param groups the names of the groups that they are in from the start
 * @param note what it is for, for operators, or null
 * @param uses how many accounts may be made
 * @param used how many were
 * @param madeBy whose invitation it is
 * @param madeAt since when it is good
 * @param expiresAt until when
 */
public record Invitation(UUID id, @Nullable EmailAddress address, boolean mailed, List<String> roles,
		List<String> groups, @Nullable String note, int uses, int used, AccountId madeBy, Instant madeAt,
		Instant expiresAt) {

	public Invitation {
		roles = List.copyOf(roles);
		groups = List.copyOf(groups);
	}

	/** The roles that they hold, with what everybody does. */
	Set<String> allRoles() {
		return Stream.concat(Stream.of(Roles.USER), this.roles.stream()).collect(Collectors.toUnmodifiableSet());
	}

	/** Whether somebody with this address may use it. */
	boolean isFor(EmailAddress other) {
		return this.address == null || this.address.sameAs(other);
	}

	/** Whether who uses it has read a mail at this address. */
	boolean proves(EmailAddress other) {
		return this.mailed && isFor(other);
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "Invitation[id=" + this.id + "]";
	}

}
