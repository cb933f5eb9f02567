package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What stays when the operator changes the master key. */
@SignetTest
class MasterKeyChangeTests {

	/** The one of the nodes that {@link KeyNodes} makes. */
	private static final MasterKey BEFORE = new MasterKey(MasterKeyTests.filled(1));

	private static final MasterKey NOW = new MasterKey(MasterKeyTests.filled(2));

	/**
	 * Secrets that are kept from the first change on, if they were only derived before.
	 */
	private static final int DERIVED = 2;

	@Autowired
	private LiquibaseConnectionDetails login;

	private KeyNodes nodes;

	@BeforeEach
	void makeTables() {
		this.nodes = new KeyNodes(this.login);
	}

	@AfterEach
	void dropTables() {
		this.nodes.close();
	}

	@Test
	void changeThenTheSameKeysSignAndSecretsStay() {
		String active = this.nodes.started(new KeySettings()).activeKeyId("RS256");
		byte[] secret = secrets(BEFORE).of("names");
		assertThat(change(BEFORE, NOW)).isEqualTo(3 + DERIVED);
		KeyRing node = this.nodes.node(new KeySettings(), NOW);
		node.start();
		assertThat(node.activeKeyId("RS256")).isEqualTo(active);
		assertThat(node.signing(SigningAlgorithm.RS256))
			.hasValueSatisfying((key) -> assertThat(key.sign(new byte[1])).isNotEmpty());
		assertThat(secrets(NOW).of("names")).isEqualTo(secret);
		assertThatExceptionOfType(MasterKeyUnusable.class).isThrownBy(() -> secrets(BEFORE).of("names"));
	}

	@Test
	void changeThenAuthenticatorsAndMailsThatWaitStay() {
		UUID id = UUID.randomUUID();
		this.nodes.jdbc()
			.sql("insert into authenticators (account_id, secret, last_step, added_at) values (:id, :secret, 0, now())")
			.param("id", id)
			.param("secret", BEFORE.encrypt(new byte[] { 1 }, "authenticators " + id))
			.update();
		this.nodes.jdbc()
			.sql("""
					insert into mails (id, template, content, created_at, state, next_try_at)
					values (:id, 'test', :content, now(), 'WAITING', now())""")
			.param("id", id)
			.param("content", BEFORE.encrypt(new byte[] { 2 }, "mails/" + id))
			.update();
		assertThat(change(BEFORE, NOW)).isEqualTo(2 + DERIVED);
		assertThat(NOW.decrypt(sealed("select secret from authenticators"), "authenticators " + id)).containsExactly(1);
		assertThat(NOW.decrypt(sealed("select content from mails"), "mails/" + id)).containsExactly(2);
	}

	@Test
	void changeThenSecretsOfProvidersAndAnswersThatWaitStay() {
		UUID provider = UUID.randomUUID();
		this.nodes.jdbc()
			.sql("""
					insert into upstream_providers (id, alias, preset, state, name, client_id, authentication, secret,
					  scopes, position, audience_domains, audience_clients, email_trusted, creation, creation_domains,
					  mapping, logout_upstream, version, created_at, changed_at)
					values (:id, 'own', 'OAUTH2', 'HIDDEN', 'Own', 'id', 'SECRET_POST', :secret, '{}', 1, '{}', '{}',
					  false, 'OFF', '{}', '{}', false, 0, now(), now())""")
			.param("id", provider)
			.param("secret", BEFORE.encrypt(new byte[] { 1 }, "upstream_providers/" + provider))
			.update();
		byte[] state = MasterKeyTests.filled(7);
		String place = "upstream_flows/" + HexFormat.of().formatHex(state);
		this.nodes.jdbc()
			.sql("""
					insert into upstream_flows (state_digest, id, provider_id, provider_version, purpose, remembered,
					  browser_digest, waited_ms, posted, begun_at, expires_at)
					values (:state, :id, :id, 0, 'SIGN_IN', false, :state, 0, :posted, now(), now())""")
			.param("state", state)
			.param("id", provider)
			.param("posted", BEFORE.encrypt(new byte[] { 2 }, place))
			.update();
		this.nodes.jdbc()
			.sql("""
					insert into session_upstreams (id, session_id, account_id, provider_id, issuer, subject, id_token,
					  began_at)
					values (:id, :id, :id, :id, 'issuer', 'subject', :token, now())""")
			.param("id", provider)
			.param("token", BEFORE.encrypt(new byte[] { 3 }, "session_upstreams/" + provider))
			.update();
		assertThat(change(BEFORE, NOW)).isEqualTo(3 + DERIVED);
		assertThat(NOW.decrypt(sealed("select id_token from session_upstreams"), "session_upstreams/" + provider))
			.containsExactly(3);
		assertThat(NOW.decrypt(sealed("select secret from upstream_providers"), "upstream_providers/" + provider))
			.containsExactly(1);
		assertThat(NOW.decrypt(sealed("select posted from upstream_flows"), place)).containsExactly(2);
	}

	@Test
	void changeWhenSecretsWereOnlyDerivedThenTheyStayAsTheyWere() {
		change(BEFORE, NOW);
		assertThat(secrets(NOW).of(KeptSecrets.RECOVERY_CODES)).isEqualTo(BEFORE.derive(KeptSecrets.RECOVERY_CODES));
		assertThat(secrets(NOW).of(KeptSecrets.PAIRWISE_SUBJECTS))
			.isEqualTo(BEFORE.derive(KeptSecrets.PAIRWISE_SUBJECTS));
	}

	@Test
	void replaceWhenAnotherNodeStoredSomethingNewThenThatStays() {
		secrets(BEFORE).of("names");
		PostgresSealedValues values = new PostgresSealedValues(this.nodes.jdbc());
		SealedValue read = values.all().get(0);
		byte[] newer = NOW.encrypt(new byte[1], read.context());
		this.nodes.jdbc().sql("update kept_secrets set sealed = :newer").param("newer", newer).update();
		values.replace(read, new byte[] { 1 });
		assertThat(values.all()).singleElement().satisfies((value) -> assertThat(value.sealed()).isEqualTo(newer));
	}

	@Test
	void changeThenPasswordsOfDirectoriesStay() {
		UUID id = UUID.randomUUID();
		byte[] sealed = BEFORE.encrypt("secret".getBytes(StandardCharsets.UTF_8), "directories/" + id);
		this.nodes.jdbc().sql("""
				insert into directories (id, alias, kind, state, name, addresses, security, bind_dn, bind_password,
				  people_base, people_filter, subject_attribute, username_attribute, email_attribute,
				  given_name_attribute, family_name_attribute, nested_groups, domains, unknown_names,
				  newcomers, email_trusted, version, created_at, changed_at)
				values (:id, 'corp', 'OPENLDAP', 'HIDDEN', 'Corp', '{ldaps://a:636}', 'LDAPS', 'cn=a', :sealed, 'dc=a',
				  '(uid={1})', 'entryUUID', 'uid', 'mail', 'givenName', 'sn', false, '{}', true, false, false, 1, now(),
				  now())""").param("id", id).param("sealed", sealed).update();
		assertThat(change(BEFORE, NOW)).isEqualTo(1 + DERIVED);
		assertThat(NOW.decrypt(sealed("select bind_password from directories"), "directories/" + id))
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("secret");
	}

	@Test
	void changeWhenRepeatedOrNothingIsGivenThenNothing() {
		this.nodes.started(new KeySettings());
		assertThat(change(null, BEFORE)).isZero();
		assertThat(change(BEFORE, BEFORE)).isZero();
		change(BEFORE, NOW);
		assertThat(change(BEFORE, NOW)).isZero();
	}

	@Test
	void secretWhenFirstAskedForThenWhatTheMasterKeyDerives() {
		assertThat(secrets(BEFORE).of("names")).isEqualTo(BEFORE.derive("names"))
			.isEqualTo(secrets(BEFORE).of("names"));
	}

	private byte[] sealed(String query) {
		return this.nodes.jdbc().sql(query).query((row, number) -> row.getBytes(1)).single();
	}

	private KeptSecrets secrets(MasterKey masterKey) {
		return new KeptSecrets(this.nodes.jdbc(), masterKey);
	}

	private int change(MasterKey before, MasterKey now) {
		return new MasterKeyChange(new PostgresSealedValues(this.nodes.jdbc()), this.nodes.keys(now), now, before,
				this.nodes.transactions())
			.run();
	}

}
