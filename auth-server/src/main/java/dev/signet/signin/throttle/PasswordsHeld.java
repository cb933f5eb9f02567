package dev.signet.signin.throttle;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.proof.Asking;
import org.jspecify.annotations.Nullable;

/**
 * So many passwords were wrong that no more is looked at for a while. Published once, by
 * the last one that was looked at.
 *
 * @param accountId whose password it was to be, empty when nobody has that name, or when
 * it is a network that is held
 * @param limit the limit that was reached
 */
public record PasswordsHeld(Optional<AccountId> accountId, Asking limit) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.held";
	}

	@Override
	public @Nullable UUID auditAccount() {
		return this.accountId.map(AccountId::value).orElse(null);
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("limit", this.limit.name());
	}

}
