package dev.signet.linking;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.database.Columns;
import dev.signet.directory.DirectoryId;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of arrivals. All but a sweep ask for the browser as well.
 */
@Component
class PostgresArrivals {

	private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {
	};

	/**
	 * More than any provider has to say of a person; what is longer counts as nothing.
	 */
	private static final int MOST_CLAIMS = 64 * 1024;

	private static final String LIVE = " where id = :id and browser_digest = :browser and expires_at > :now ";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	PostgresArrivals(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	void insert(Arrival arrival, byte[] browser) {
		UpstreamPerson person = arrival.person();
		URI endSession = arrival.endSession();
		AccountId account = arrival.accountId();
		this.jdbc
			.sql("""
					insert into upstream_arrivals (id, browser_digest, purpose, provider_id, directory_id, directory_version, issuer, subject, email,
						email_verified, claims, sid, end_session, account_id, pending_request, next, remembered, begun_at,
						expires_at)
					values (:id, :browser, :purpose, cast(:provider as uuid), cast(:directory as uuid), :directoryVersion, :issuer, :subject, :email, :verified, :claims, :sid,
						:endSession, cast(:account as uuid), cast(:pending as uuid), :next, :remembered, :now, :expires)""")
			.param("id", arrival.id())
			.param("browser", browser)
			.param("purpose", arrival.purpose().name())
			.param("provider", (arrival.providerId() != null) ? arrival.providerId().toString() : null)
			.param("directory", (arrival.directoryId() != null) ? arrival.directoryId().toString() : null)
			.param("directoryVersion", arrival.directoryVersion(), Types.INTEGER)
			.param("issuer", person.issuer())
			.param("subject", person.subject())
			.param("email", person.email())
			.param("verified", person.emailVerified())
			.param("claims", claims(person))
			.param("sid", person.sid())
			.param("endSession", (endSession != null) ? endSession.toString() : null)
			.param("account", (account != null) ? account.toString() : null)
			.param("pending", (arrival.pendingRequest() != null) ? arrival.pendingRequest().toString() : null)
			.param("next", arrival.next())
			.param("remembered", arrival.remembered())
			.param("now", Columns.moment(arrival.begunAt()))
			.param("expires", Columns.moment(arrival.begunAt().plus(arrival.purpose().lifetime())))
			.update();
	}

	Optional<Arrival> find(UUID id, byte[] browser, Arrival.Purpose purpose, Instant now) {
		return this.jdbc.sql("select * from upstream_arrivals" + LIVE + "and purpose = :purpose")
			.param("id", id)
			.param("browser", browser)
			.param("purpose", purpose.name())
			.param("now", Columns.moment(now))
			.query((row, number) -> read(row))
			.optional();
	}

	/** Ends an arrival; of many who want to, one may go on. */
	boolean take(UUID id, byte[] browser, Arrival.Purpose purpose, Instant now) {
		return this.jdbc.sql("delete from upstream_arrivals" + LIVE + "and purpose = :purpose")
			.param("id", id)
			.param("browser", browser)
			.param("purpose", purpose.name())
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/**
	 * Lets the person prove an account instead of getting a new one; its time begins
	 * anew.
	 * @param accountId which one, or null for whichever they can prove
	 */
	boolean prove(UUID id, byte[] browser, @Nullable AccountId accountId, Instant now) {
		return this.jdbc.sql(
				"update upstream_arrivals set purpose = 'PROVE', account_id = cast(:account as uuid), code_digest = null, "
						+ "begun_at = :now, expires_at = :expires" + LIVE + "and purpose = 'CREATE'")
			.param("id", id)
			.param("browser", browser)
			.param("account", (accountId != null) ? accountId.toString() : null)
			.param("expires", Columns.moment(now.plus(Arrival.Purpose.PROVE.lifetime())))
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/** Notes where a code went; the one before is over, and what it proved. */
	void await(UUID id, byte[] browser, String username, EmailAddress address, byte[] codeDigest, Instant now) {
		this.jdbc
			.sql("update upstream_arrivals set username = :username, address = :address, address_proved = false, "
					+ "code_digest = :code, tries = 0" + LIVE)
			.param("id", id)
			.param("browser", browser)
			.param("username", username)
			.param("address", address.value())
			.param("code", codeDigest)
			.param("now", Columns.moment(now))
			.update();
	}

	/** Notes that the code for this address was typed; it is over. */
	boolean addressProved(UUID id, byte[] browser, EmailAddress address, Instant now) {
		return this.jdbc
			.sql("update upstream_arrivals set address_proved = true, code_digest = null" + LIVE
					+ "and purpose = 'CREATE' and address = :address")
			.param("id", id)
			.param("browser", browser)
			.param("address", address.value())
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/** Counts a try, before it is looked at; false when there is none left. */
	boolean countTry(UUID id, byte[] browser, int most, Instant now) {
		return this.jdbc
			.sql("update upstream_arrivals set tries = tries + 1" + LIVE
					+ "and code_digest is not null and tries < :most")
			.param("id", id)
			.param("browser", browser)
			.param("most", most)
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/** Whether this is the code. */
	boolean isCode(UUID id, byte[] browser, byte[] codeDigest, Instant now) {
		return this.jdbc.sql("select exists (select from upstream_arrivals" + LIVE + "and code_digest = :code)")
			.param("id", id)
			.param("browser", browser)
			.param("code", codeDigest)
			.param("now", Columns.moment(now))
			.query(Boolean.class)
			.single();
	}

	/** Ends all arrivals from a provider. */
	void deleteOf(ProviderId provider) {
		this.jdbc.sql("delete from upstream_arrivals where provider_id = :provider")
			.param("provider", provider.value())
			.update();
	}

	/** Ends all arrivals from a directory. */
	void deleteOf(DirectoryId directory) {
		this.jdbc.sql("delete from upstream_arrivals where directory_id = :directory")
			.param("directory", directory.value())
			.update();
	}

	/** Deletes a batch of those whose time is over. */
	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from upstream_arrivals where id in (
				  select id from upstream_arrivals where expires_at < :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	private String claims(UpstreamPerson person) {
		String claims = this.json.writeValueAsString(person.claims());
		return (claims.length() <= MOST_CLAIMS) ? claims : "{}";
	}

	private Arrival read(ResultSet row) throws SQLException {
		UpstreamPerson person = new UpstreamPerson(row.getString("issuer"), row.getString("subject"),
				row.getString("email"), row.getBoolean("email_verified"),
				this.json.readValue(row.getString("claims"), CLAIMS), row.getString("sid"));
		String endSession = row.getString("end_session");
		UUID account = row.getObject("account_id", UUID.class);
		UUID provider = row.getObject("provider_id", UUID.class);
		UUID directory = row.getObject("directory_id", UUID.class);
		return new Arrival(row.getObject("id", UUID.class), Arrival.Purpose.valueOf(row.getString("purpose")),
				(provider != null) ? new ProviderId(provider) : null,
				(directory != null) ? new DirectoryId(directory) : null,
				row.getObject("directory_version", Integer.class), person,
				(endSession != null) ? URI.create(endSession) : null, (account != null) ? new AccountId(account) : null,
				row.getObject("pending_request", UUID.class), row.getString("next"), row.getBoolean("remembered"),
				row.getString("username"), EmailAddress.parse(row.getString("address")).orElse(null),
				row.getBoolean("address_proved"), Columns.instant(row, "begun_at"));
	}

}
