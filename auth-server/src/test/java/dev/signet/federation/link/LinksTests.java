package dev.signet.federation.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which people of providers own which accounts. */
@SignetTest
class LinksTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Links links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private AccountId account;

	private Provider provider;

	private UpstreamPerson person;

	@BeforeEach
	void setUp() {
		this.account = someone();
		this.provider = TestUpstream.provider(this.beans, Preset.GOOGLE,
				Preset.GOOGLE.defaults().withClient(UpstreamClient.of("id", UpstreamAuthentication.SECRET_POST)),
				"secret");
		this.person = person("ada@upstream.example", Map.of());
	}

	@Test
	void addThenFindsTheAccountByIssuerAndSubjectOnly() throws LinkTaken {
		Link link = this.links.add(this.account, this.provider.id(), this.person);
		assertThat(this.links.find(this.person.issuer(), this.person.subject())).contains(link);
		assertThat(link.accountId()).isEqualTo(this.account);
		assertThat(link.shownAs()).isEqualTo("ada@upstream.example");
		assertThat(this.links.find("https://other.example", this.person.subject())).isEmpty();
		assertThat(this.links.find(this.person.issuer(), this.person.subject().toUpperCase(Locale.ROOT))).isEmpty();
		assertThat(this.links.of(this.account)).containsExactly(link);
		assertThat(this.links.count(this.account)).isEqualTo(1);
		assertThat(events()).containsExactly("link.added");
	}

	@Test
	void addWhenPersonIsLinkedThenTakenAlsoForTheSameAccount() throws LinkTaken {
		this.links.add(this.account, this.provider.id(), this.person);
		assertThatExceptionOfType(LinkTaken.class)
			.isThrownBy(() -> this.links.add(someone(), this.provider.id(), this.person));
		assertThatExceptionOfType(LinkTaken.class)
			.isThrownBy(() -> this.links.add(this.account, this.provider.id(), this.person));
		assertThat(events()).containsExactly("link.added");
	}

	@Test
	void addWhenManyAtOnceThenOneAccountHasThePerson() throws Exception {
		Callable<Boolean> add = () -> added(someone());
		assertThat(AtOnce.call(8, add)).filteredOn(Boolean::booleanValue).hasSize(1);
		assertThat(this.jdbc.sql("select count(*) from upstream_links where subject = :subject")
			.param("subject", this.person.subject())
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void addWhenTakenInATransactionThenThatGoesOn() throws LinkTaken {
		this.links.add(this.account, this.provider.id(), this.person);
		Integer one = this.beans.getBean(TransactionTemplate.class).execute((status) -> {
			assertThat(added(someone())).isFalse();
			return this.jdbc.sql("select 1").query(Integer.class).single();
		});
		assertThat(one).isEqualTo(1);
	}

	@Test
	void addWhenTransactionRollsBackThenThereIsNoLinkAndNoEvent() {
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			assertThat(added(this.account)).isTrue();
			status.setRollbackOnly();
		});
		assertThat(this.links.of(this.account)).isEmpty();
		assertThat(events()).isEmpty();
	}

	@Test
	void usedThenNotesWhen() throws LinkTaken {
		Link link = this.links.add(this.account, this.provider.id(), this.person);
		assertThat(link.lastUsedAt()).isNull();
		this.links.used(link);
		assertThat(this.links.of(this.account)).singleElement()
			.satisfies((used) -> assertThat(used.lastUsedAt()).isNotNull());
	}

	@Test
	void removeWhenItIsAnothersThenNothing() throws LinkTaken {
		Link link = this.links.add(this.account, this.provider.id(), this.person);
		assertThat(this.links.remove(link.id(), someone())).isFalse();
		assertThat(this.links.remove(UUID.randomUUID(), this.account)).isFalse();
		assertThat(this.links.find(this.person.issuer(), this.person.subject())).isPresent();
	}

	@Test
	void removeThenNobodyComesInByItAndItCanBeRestoredForThirtyDays() throws LinkTaken {
		Link link = this.links.add(this.account, this.provider.id(), this.person);
		assertThat(this.links.remove(link.id(), this.account)).isTrue();
		assertThat(this.links.remove(link.id(), this.account)).isFalse();
		assertThat(this.links.find(this.person.issuer(), this.person.subject())).isEmpty();
		assertThat(this.links.count(this.account)).isZero();
		assertThat(this.links.of(this.account)).singleElement()
			.satisfies((removed) -> assertThat(removed.removedAt()).isNotNull());
		assertThat(this.links.restore(link.id(), someone())).isFalse();
		this.clock.advance(Duration.ofDays(29));
		assertThat(this.links.restore(link.id(), this.account)).isTrue();
		assertThat(this.links.restore(link.id(), this.account)).isFalse();
		assertThat(this.links.find(this.person.issuer(), this.person.subject())).isPresent();
		assertThat(events()).containsExactly("link.added", "link.removed", "link.restored");
	}

	@Test
	void restoreWhenAfterThirtyDaysThenNothingAndTheSweepForgetsIt() throws LinkTaken {
		Link link = this.links.add(this.account, this.provider.id(), this.person);
		this.links.remove(link.id(), this.account);
		this.clock.advance(Duration.ofDays(30).plusSeconds(1));
		assertThat(this.links.restore(link.id(), this.account)).isFalse();
		assertThat(this.links.of(this.account)).isEmpty();
		this.beans.getBean(LinkSweep.class).sweep();
		assertThat(rows(this.account)).isZero();
	}

	@Test
	void restoreWhenSomebodyElseHasThePersonThenNothing() throws LinkTaken {
		Link link = this.links.add(this.account, this.provider.id(), this.person);
		this.links.remove(link.id(), this.account);
		AccountId other = someone();
		this.links.add(other, this.provider.id(), this.person);
		assertThat(this.links.restore(link.id(), this.account)).isFalse();
		assertThat(this.links.find(this.person.issuer(), this.person.subject()))
			.hasValueSatisfying((found) -> assertThat(found.accountId()).isEqualTo(other));
	}

	@Test
	void restoreWhenSomebodyElseLinksAtTheSameMomentThenOneHasThePerson() throws Exception {
		for (int i = 0; i < 10; i++) {
			this.person = person(null, Map.of());
			Link link = this.links.add(this.account, this.provider.id(), this.person);
			this.links.remove(link.id(), this.account);
			AccountId other = someone();
			CountDownLatch start = new CountDownLatch(2);
			AtomicInteger turn = new AtomicInteger();
			List<Boolean> won = AtOnce.call(2, () -> {
				boolean restores = turn.getAndIncrement() == 0;
				start.countDown();
				start.await();
				return restores ? restoredInATransaction(link) : added(other);
			});
			assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
		}
	}

	/** Which goes on when somebody else was faster. */
	private boolean restoredInATransaction(Link link) {
		return Boolean.TRUE.equals(this.beans.getBean(TransactionTemplate.class)
			.execute((status) -> this.links.restore(link.id(), this.account)));
	}

	@Test
	void countWhenProviderIsSwitchedOffThenItsLinksAreNoWayIn() throws LinkTaken {
		this.links.add(this.account, this.provider.id(), this.person);
		this.beans.getBean(Providers.class).disable(this.provider.id(), AccountId.random());
		assertThat(this.links.count(this.account)).isZero();
		assertThat(this.links.find(this.person.issuer(), this.person.subject())).isPresent();
	}

	@Test
	void shownAsThenIsOneLineOfWhatTheOwnerKnows() throws LinkTaken {
		Map<String, Object> claims = new HashMap<>(Map.of("login", " ada\n\u202e<b>\u0000 ", "name", "Ada"));
		assertThat(this.links.add(this.account, this.provider.id(), person(null, claims)).shownAs())
			.isEqualTo("ada <b>");
		assertThat(
				this.links.add(this.account, this.provider.id(), person(null, Map.of("name", List.of("x")))).shownAs())
			.isNull();
		assertThat(this.links.add(this.account, this.provider.id(), person(null, Map.of("name", "😀".repeat(300))))
			.shownAs()).isEqualTo("😀".repeat(254));
	}

	private boolean added(AccountId owner) {
		try {
			this.links.add(owner, this.provider.id(), this.person);
			return true;
		}
		catch (LinkTaken ex) {
			return false;
		}
	}

	private AccountId someone() {
		return this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id();
	}

	private int rows(AccountId owner) {
		return this.jdbc.sql("select count(*) from upstream_links where account_id = :account")
			.param("account", owner.value())
			.query(Integer.class)
			.single();
	}

	private List<String> events() {
		return this.jdbc
			.sql("select type from audit_events where account_id = :account and type like 'link.%' order by at")
			.param("account", this.account.value())
			.query(String.class)
			.list();
	}

	private static UpstreamPerson person(String email, Map<String, Object> claims) {
		return new UpstreamPerson("https://upstream.example", "s-" + UUID.randomUUID(), email, email != null, claims,
				null);
	}

}
