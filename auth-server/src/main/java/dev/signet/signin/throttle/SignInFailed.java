package dev.signet.signin.throttle;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * Somebody tried to sign in and was refused.
 *
 * @param accountId the account that was tried, empty when there is none of that name
 */
@NamedInterface("throttle")
public record SignInFailed(Optional<AccountId> accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.failed";
	}

	@Override
	public @Nullable UUID auditAccount() {
		return this.accountId.map(AccountId::value).orElse(null);
	}

}
