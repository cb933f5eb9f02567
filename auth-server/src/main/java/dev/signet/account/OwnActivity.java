package dev.signet.account;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.signet.audit.AuditEntries;
import dev.signet.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What happened to an account, with the addresses and browsers it came from. The trail
 * itself knows nobody, so this stands here.
 */
@Component
class OwnActivity implements OwnData {

	private final AuditEntries entries;

	OwnActivity(AuditEntries entries) {
		this.entries = entries;
	}

	@Override
	public String name() {
		return "activity";
	}

	@Override
	public Object of(AccountId accountId) {
		return new Pages<AuditEntry>((last, most) -> this.entries.after(accountId.value(), last, most), Told::of);
	}

	private record Told(Instant at, String event, @Nullable String clientId, Map<String, String> details,
			Map<String, String> personal) {

		/** What an operator did is told, not who and from where. */
		static Told of(AuditEntry entry) {
			Map<String, String> details = new TreeMap<>(entry.details());
			boolean byAnother = details.remove("by") != null;
			return new Told(entry.at(), entry.type(), entry.clientId(), details,
					byAnother ? Map.of() : new TreeMap<>(entry.personal()));
		}

	}

}
