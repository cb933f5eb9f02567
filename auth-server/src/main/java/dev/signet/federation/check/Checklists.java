package dev.signet.federation.check;

import java.time.Instant;
import java.util.Optional;

import dev.signet.checklist.Checklist;
import dev.signet.checklist.PostgresChecklists;
import dev.signet.federation.provider.ProviderId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What the last look at each provider brought. */
@Component
public final class Checklists {

	private final PostgresChecklists rows;

	Checklists(JdbcClient jdbc, TransactionOperations transactions) {
		this.rows = new PostgresChecklists(jdbc, transactions, new PostgresChecklists.Tables("upstream_checklists",
				"upstream_check_lines", "upstream_providers", "provider_id"), Check.values());
	}

	/**
	 * Keeps a checklist in place of an older one, unless the provider is gone or somebody
	 * looked later.
	 */
	public void put(ProviderId providerId, Checklist checklist) {
		this.rows.put(providerId.value(), checklist);
	}

	/** The last one, at whichever version. */
	public Optional<Checklist> find(ProviderId providerId) {
		return this.rows.find(providerId.value());
	}

	/** Whether the last one is of this very version, and nothing failed. */
	public boolean passed(ProviderId providerId, int version, Instant since) {
		return this.rows.passed(providerId.value(), version, since);
	}

}
