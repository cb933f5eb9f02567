package dev.signet.federation.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.settings.ClaimMapping;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows behind {@link MappedRoles}.
 */
@Component
class PostgresMappedRoles {

	private final JdbcClient jdbc;

	private final Clock clock;

	PostgresMappedRoles(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Lets one sign-in of an account after the other decide, until the transaction ends.
	 * Not the row of the account: whoever takes a role from an administrator must lock
	 * those of all administrators first.
	 */
	void takeTurn(AccountId accountId) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('mapped_roles ' || :accountId, 0))")
			.param("accountId", accountId.toString())
			.query((row, number) -> true)
			.single();
	}

	List<MappedRole> of(AccountId accountId) {
		return this.jdbc
			.sql("select * from mapped_roles where account_id = :accountId order by kind, name, provider_id")
			.param("accountId", accountId.value())
			.query(PostgresMappedRoles::mappedRole)
			.list();
	}

	void add(AccountId accountId, ProviderId providerId, ClaimMapping.Kind kind, Set<String> names) {
		this.jdbc.sql("""
				insert into mapped_roles (account_id, provider_id, kind, name, given_at)
				select :accountId, :providerId, :kind, name, :now from unnest(:names) name
				on conflict do nothing
				""")
			.param("accountId", accountId.value())
			.param("providerId", providerId.value())
			.param("kind", kind.name())
			.param("names", names.toArray(String[]::new))
			.param("now", Columns.moment(this.clock.instant()))
			.update();
	}

	void delete(AccountId accountId, ProviderId providerId, ClaimMapping.Kind kind, Set<String> names) {
		this.jdbc.sql("""
				delete from mapped_roles
				where account_id = :accountId and provider_id = :providerId and kind = :kind and name = any (:names)
				""")
			.param("accountId", accountId.value())
			.param("providerId", providerId.value())
			.param("kind", kind.name())
			.param("names", names.toArray(String[]::new))
			.update();
	}

	private static MappedRole mappedRole(ResultSet row, int number) throws SQLException {
		return new MappedRole(new ProviderId(row.getObject("provider_id", UUID.class)),
				ClaimMapping.Kind.valueOf(row.getString("kind")), row.getString("name"),
				Columns.instant(row, "given_at"));
	}

}
