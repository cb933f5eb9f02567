package dev.signet.federation.check;

import java.time.Instant;
import java.util.Optional;

import dev.signet.federation.provider.ProviderId;

import org.springframework.stereotype.Component;

/** What the last look at each provider brought. */
@Component
public final class Checklists {

	private final PostgresChecklists rows;

	Checklists(PostgresChecklists rows) {
		this.rows = rows;
	}

	/**
	 * Keeps a checklist in place of an older one, unless the provider is gone or somebody
	 * looked later.
	 */
	public void put(ProviderId providerId, Checklist checklist) {
		this.rows.put(providerId, checklist);
	}

	/** The last one, at whichever version. */
	public Optional<Checklist> find(ProviderId providerId) {
		return this.rows.find(providerId);
	}

	/** Whether the last one is of this very version, and nothing failed. */
	public boolean passed(ProviderId providerId, int version, Instant since) {
		return this.rows.passed(providerId, version, since);
	}

}
