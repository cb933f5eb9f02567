package dev.signet.linking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.directory.Directory;
import org.jspecify.annotations.Nullable;

/**
 * It was decided what becomes of somebody of a directory who has no account here.
 *
 * @param directory where they are known
 * @param inputs what it depended on
 * @param decision what was decided
 * @param accountId the account that they are linked to, or that has their proved address
 */
record DirectoryDecided(Directory directory, LinkingInputs inputs, LinkingDecision decision,
		Optional<AccountId> accountId) implements AuditableEvent {

	static DirectoryDecided of(Directory directory, LinkingPreview preview) {
		boolean concerned = preview.inputs().known() || preview.inputs().addressProved();
		return new DirectoryDecided(directory, preview.inputs(), preview.decision(),
				preview.collidesWith().filter((account) -> concerned));
	}

	@Override
	public String auditType() {
		return "linking.directory-decided";
	}

	@Override
	public @Nullable UUID auditAccount() {
		return this.accountId.map(AccountId::value).orElse(null);
	}

	@Override
	public Map<String, String> auditDetails() {
		Map<String, String> details = new LinkedHashMap<>();
		details.put("directory", this.directory.id().toString());
		details.put("result", this.decision.result().name());
		details.put("why", this.decision.reason().name());
		details.put("accountUsable", String.valueOf(this.inputs.accountUsable()));
		details.put("emailTrusted", String.valueOf(this.inputs.emailTrusted()));
		details.put("address", this.inputs.address().name());
		details.put("creation", this.inputs.creation().name());
		return details;
	}

}
