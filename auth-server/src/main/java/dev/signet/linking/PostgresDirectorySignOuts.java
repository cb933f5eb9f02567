package dev.signet.linking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.directory.DirectoryId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code directory_sign_outs}: a row until all people are signed out. */
@Component
class PostgresDirectorySignOuts {

	private final JdbcClient jdbc;

	PostgresDirectorySignOuts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Begins, or begins anew for who wants it while it is under way. */
	void begin(DirectoryId directoryId, SignedInAccount by) {
		this.jdbc.sql("""
				insert into directory_sign_outs (directory_id, wanted_by, kept_session, people)
				select :directory, :by, :session, count(distinct account_id) from directory_links
				where directory_id = :directory and removed_at is null
				on conflict (directory_id) do update set wanted_by = excluded.wanted_by,
				  kept_session = excluded.kept_session, people = excluded.people, done = default,
				  last_account = default""")
			.param("directory", directoryId.value())
			.param("by", by.accountId().value())
			.param("session", by.sessionId())
			.update();
	}

	Optional<DirectorySignOut> underWay(DirectoryId directoryId) {
		return this.jdbc.sql("select people, done from directory_sign_outs where directory_id = :directory")
			.param("directory", directoryId.value())
			.query((row, number) -> new DirectorySignOut(row.getInt("people"), row.getInt("done")))
			.optional();
	}

	/** Those whose people are being signed out. */
	List<DirectoryId> underWay() {
		return this.jdbc.sql("select directory_id from directory_sign_outs order by directory_id")
			.query(UUID.class)
			.list()
			.stream()
			.map(DirectoryId::new)
			.toList();
	}

	/** Keeps others from this one, if nobody is at it. */
	Optional<Taken> take(DirectoryId directoryId) {
		return this.jdbc.sql("""
				select wanted_by, kept_session, sessions, last_account from directory_sign_outs
				where directory_id = :directory for no key update skip locked""")
			.param("directory", directoryId.value())
			.query((row, number) -> new Taken(directoryId, new AccountId(row.getObject("wanted_by", UUID.class)),
					row.getObject("kept_session", UUID.class), row.getInt("sessions"),
					new AccountId(row.getObject("last_account", UUID.class))))
			.optional();
	}

	/** Who comes after the last one; nobody once the directory is switched on again. */
	Optional<AccountId> next(Taken taken) {
		return this.jdbc.sql("""
				select l.account_id from directory_links l
				join directories d on d.id = l.directory_id and d.state <> 'ENABLED'
				where l.directory_id = :directory and l.removed_at is null and l.account_id > :last
				order by l.account_id limit 1""")
			.param("directory", taken.directoryId().value())
			.param("last", taken.last().value())
			.query(UUID.class)
			.optional()
			.map(AccountId::new);
	}

	/** Notes that somebody is signed out. */
	void done(Taken taken, AccountId accountId, int sessions) {
		this.jdbc.sql("""
				update directory_sign_outs set done = done + 1, sessions = sessions + :sessions, last_account = :account
				where directory_id = :directory""")
			.param("directory", taken.directoryId().value())
			.param("account", accountId.value())
			.param("sessions", sessions)
			.update();
	}

	void end(Taken taken) {
		this.jdbc.sql("delete from directory_sign_outs where directory_id = :directory")
			.param("directory", taken.directoryId().value())
			.update();
	}

	/**
	 * One that nobody else is at.
	 *
	 * @param directoryId whose people
	 * @param by the administrator who wants it
	 * @param keptSession their session, which does not end
	 * @param sessions how many have ended
	 * @param last who was signed out last
	 */
	record Taken(DirectoryId directoryId, AccountId by, UUID keptSession, int sessions, AccountId last) {
	}

}
