package dev.signet.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EnabledAccounts;
import dev.signet.account.FactorColumns;
import dev.signet.consent.Particulars;
import dev.signet.database.Columns;

/**
 * Reads grants out of the rows of any statement that finds them.
 */
final class GrantRows {

	/** What to select of {@code grants g}. */
	static final String COLUMNS = """
			g.id, g.account_id, g.client_id, g.session_id, g.scopes, g.resources, g.id_token_claims,
			g.user_info_claims, g.factor_methods, g.factor_times, g.created_at, g.ends_at, g.refresh_generation,
			g.refresh_rotated_at, g.revoked_at""";

	/** The same with the person who gave it, who is joined by {@link #GIVER}. */
	static final String GIVEN = COLUMNS + ", " + EnabledAccounts.COLUMNS;

	static final String GIVER = EnabledAccounts.leftJoinedOn("g.account_id");

	private GrantRows() {
	}

	static Grant grant(ResultSet row) throws SQLException {
		return new Grant(row.getObject("id", UUID.class), new AccountId(row.getObject("account_id", UUID.class)),
				row.getObject("client_id", UUID.class), row.getObject("session_id", UUID.class),
				Columns.set(row, "scopes"),
				new Particulars(Columns.set(row, "resources"), Columns.set(row, "id_token_claims"),
						Columns.set(row, "user_info_claims")),
				FactorColumns.read(row), Columns.instant(row, "created_at"), Columns.instant(row, "ends_at"),
				row.getInt("refresh_generation"), Columns.instantOrNull(row, "refresh_rotated_at"),
				Columns.instantOrNull(row, "revoked_at"));
	}

	static GivenGrant given(ResultSet row) throws SQLException {
		return new GivenGrant(grant(row), EnabledAccounts.readOrNull(row));
	}

}
