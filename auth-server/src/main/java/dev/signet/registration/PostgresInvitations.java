package dev.signet.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of invitations. */
@Component
class PostgresInvitations {

	private final JdbcClient jdbc;

	PostgresInvitations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(Invitation invitation, InvitationToken token) {
		this.jdbc.sql("""
				insert into invitations (id, digest, address, mailed, roles, groups, note, uses, made_by, made_at,
				  expires_at)
				values (:id, :digest, :address, :mailed, :roles, :groups, :note, :uses, :madeBy, :madeAt, :expires)""")
			.param("id", invitation.id())
			.param("digest", token.digest())
			.param("address", (invitation.address() != null) ? invitation.address().value() : null)
			.param("mailed", invitation.mailed())
			.param("roles", invitation.roles().toArray(String[]::new))
			.param("groups", invitation.groups().toArray(String[]::new))
			.param("note", invitation.note())
			.param("uses", invitation.uses())
			.param("madeBy", invitation.madeBy().value())
			.param("madeAt", Columns.moment(invitation.madeAt()))
			.param("expires", Columns.moment(invitation.expiresAt()))
			.update();
	}

	Optional<Invitation> find(UUID id) {
		return this.jdbc.sql("select * from invitations where id = :id")
			.param("id", id)
			.query(PostgresInvitations::invitation)
			.optional();
	}

	/** One that can be used. */
	Optional<Invitation> findGood(InvitationToken token, Instant now) {
		return this.jdbc.sql("select * from invitations where digest = :digest and used < uses and expires_at > :now")
			.param("digest", token.digest())
			.param("now", Columns.moment(now))
			.query(PostgresInvitations::invitation)
			.optional();
	}

	/**
	 * Uses one once, if it can be. Of many callers no more get it than there are uses;
	 * each waits for what becomes of the one before.
	 */
	Optional<Invitation> use(UUID id, Instant now) {
		return this.jdbc.sql("""
				update invitations set used = used + 1 where id = :id and used < uses and expires_at > :now
				returning *""")
			.param("id", id)
			.param("now", Columns.moment(now))
			.query(PostgresInvitations::invitation)
			.optional();
	}

	List<Invitation> newest(@Nullable UUID before, int limit) {
		return this.jdbc.sql("""
				select * from invitations where cast(:before as uuid) is null
				  or (made_at, id) < (select made_at, id from invitations where id = :before)
				order by made_at desc, id desc limit :limit""")
			.param("before", before)
			.param("limit", limit)
			.query(PostgresInvitations::invitation)
			.list();
	}

	boolean delete(UUID id) {
		return this.jdbc.sql("delete from invitations where id = :id").param("id", id).update() == 1;
	}

	void deleteFor(String address) {
		this.jdbc.sql("delete from invitations where lower(address) = lower(:address)")
			.param("address", address)
			.update();
	}

	int deleteExpired(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from invitations where id in (
				  select id from invitations where expires_at <= :before limit :batch for update skip locked)""")
			.param("before", Columns.moment(before))
			.param("batch", batch)
			.update();
	}

	private static Invitation invitation(ResultSet row, int number) throws SQLException {
		String address = row.getString("address");
		return new Invitation(row.getObject("id", UUID.class), (address != null) ? new EmailAddress(address) : null,
				row.getBoolean("mailed"), Columns.list(row, "roles"), Columns.list(row, "groups"),
				row.getString("note"), row.getInt("uses"), row.getInt("used"),
				new AccountId(row.getObject("made_by", UUID.class)), Columns.instant(row, "made_at"),
				Columns.instant(row, "expires_at"));
	}

}
