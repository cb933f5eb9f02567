package dev.signet.mail;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a mail tried again that had been given up.
 *
 * @param mailId the mail
 * @param accountId whose mail it is, or null for somebody without an account
 * @param by who wants it
 */
record MailRetried(UUID mailId, @Nullable UUID accountId, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "mail.retried";
	}

	@Override
	public @Nullable UUID auditAccount() {
		return this.accountId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("mail", this.mailId.toString(), "by", this.by.toString());
	}

}
