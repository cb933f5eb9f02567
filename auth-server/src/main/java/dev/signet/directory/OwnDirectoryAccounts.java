package dev.signet.directory;

import java.time.Instant;
import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In which directories somebody is known. */
@Component
class OwnDirectoryAccounts implements OwnData {

	private final JdbcClient jdbc;

	OwnDirectoryAccounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String name() {
		return "directory_accounts";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.jdbc.sql("""
				select d.name, l.subject, l.login, l.roles, l.groups, l.created_at, l.last_used_at,
				  l.removed_at, l.restored_at, l.gone_since
				from directory_links l join directories d on d.id = l.directory_id
				where l.account_id = :account order by l.created_at""")
			.param("account", accountId.value())
			.query((row, number) -> new Told(row.getString("name"), row.getString("subject"), row.getString("login"),
					Columns.list(row, "roles"), Columns.list(row, "groups"), Columns.instant(row, "created_at"),
					Columns.instantOrNull(row, "last_used_at"), Columns.instantOrNull(row, "removed_at"),
					Columns.instantOrNull(row, "restored_at"), Columns.instantOrNull(row, "gone_since")))
			.list();
	}

	private record Told(String directory, String subject, String login, List<String> roles, List<String> groups,
			Instant linkedAt, @Nullable Instant lastUsedAt, @Nullable Instant removedAt, @Nullable Instant restoredAt,
			@Nullable Instant goneSince) {
	}

}
