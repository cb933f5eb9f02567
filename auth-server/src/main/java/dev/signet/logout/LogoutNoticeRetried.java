package dev.signet.logout;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has a notice delivered that was given up.
 *
 * @param noticeId the notice
 * @param clientId whom to tell
 * @param accountId who was signed in
 * @param by the administrator
 */
public record LogoutNoticeRetried(UUID noticeId, String clientId, UUID accountId,
		AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "logout.notice-retried";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId;
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("notice", this.noticeId.toString(), "by", this.by.toString());
	}

}
