package dev.signet.flow;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.credential.TestAuthenticator;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator switches a provider off in the console, signs its people out, removes
 * it and puts it back.
 */
class ProviderConsoleSwitchFlowTests extends ProviderConsole {

	@Test
	void disableThenSignsOutWhoCameFromThereOnlyIfThatIsWanted() {
		RelyingParty app = this.actors.app();
		try (TestProvider northwind = TestProvider.start(this.beans, app)) {
			Browser visitor = this.actors.browser();
			northwind.signIn(visitor, app.authorize(visitor, app.request()), somebody());
			Page question = open(northwind.provider(), "/disable");
			assertThat(question.document().select("#sessions[checked]")).isEmpty();
			this.admin.press(question);
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/account");
			this.providers.enableUnproved(northwind.provider().id(), northwind.alias(), this.administrator.id());
			Page off = this.admin.submit(open(northwind.provider(), "/disable"), Map.of("sessions", "end"));
			assertThat(off.document().select("[role=status]").text()).contains("signed out");
			assertThat(this.providers.find(northwind.provider().id()).orElseThrow().state())
				.isEqualTo(ProviderState.DISABLED);
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/signin");
			assertThat(this.admin.open("/account").address().getPath()).as("others stay").isEqualTo("/account");
			assertThat(this.jdbc.sql("""
					select details ->> 'sessions' from audit_events
					where type = 'provider.people-signed-out' and account_id = :id""")
				.param("id", this.administrator.id().value())
				.query(String.class)
				.list()).containsExactly("1");
		}
	}

	/** Also when the provider is on again before they go on. */
	@Test
	void disableWhenEverybodyIsSignedOutThenWhoIsOnTheirWayDoesNotArrive() {
		RelyingParty app = this.actors.app();
		try (TestProvider northwind = TestProvider.start(this.beans, app)) {
			Map<String, Object> known = somebody();
			Browser first = this.actors.browser();
			northwind.signIn(first, app.authorize(first, app.request()), known);
			Account account = this.accounts.findByLogin((String) known.get("email")).orElseThrow();
			TestAuthenticator authenticator = TestAuthenticator.of(account.id(), this.beans);
			Browser second = this.actors.browser();
			Page half = northwind.signIn(second, app.authorize(second, app.request()), known);
			assertThat(half.address().getPath()).isEqualTo("/signin/second");
			Browser third = this.actors.browser();
			Page newcomer = northwind.signIn(third, app.authorize(third, app.request()),
					TestProvider.but(somebody(), "email", null));
			assertThat(newcomer.address().getPath()).isEqualTo("/signin/new");
			this.admin.submit(open(northwind.provider(), "/disable"), Map.of("sessions", "end"));
			this.providers.enableUnproved(northwind.provider().id(), northwind.alias(), this.administrator.id());
			second.submit(half, Map.of("code", authenticator.next()));
			assertThat(second.open("/account").address().getPath()).isEqualTo("/signin");
			assertThat(third.open(newcomer.address().toString()).status()).isEqualTo(410);
		}
	}

	@Test
	void removeThenOnlyByTheTypedName() {
		Provider provider = added();
		Page page = open(provider, "/remove");
		assertThat(this.admin.submit(page, Map.of("typedAlias", "x")).document().getElementById("typedAlias-error"))
			.isNotNull();
		Page list = this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(list.address().getPath()).isEqualTo("/admin/providers");
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
		assertThat(this.admin.submit(page, Map.of("typedAlias", this.alias)).status()).as("twice").isEqualTo(404);
		Page question = open(provider, "/put-back");
		assertThat(list.document().select("a[href=" + question.address().getPath() + "]")).hasSize(1);
		Page back = this.admin.press(question);
		assertThat(back.address().getPath()).isEqualTo("/admin/providers/" + provider.id());
		assertThat(back.document().select("[role=status]").text()).contains("back");
		assertThat(now()).isEqualTo(provider);
		assertThat(this.admin.press(question).status()).as("twice").isEqualTo(404);
		assertThat(open(provider, "/put-back").status()).isEqualTo(404);
	}

	@Test
	void putBackWhenItsShortNameIsTakenThenSaysSo() {
		Provider provider = added();
		this.providers.remove(provider.id(), this.administrator.id());
		Page question = open(provider, "/put-back");
		added();
		assertThat(open(provider, "/put-back").document().select("form[action$=put-back]")).isEmpty();
		assertThat(this.admin.press(question).document().select("#taken").text()).contains(this.alias);
		assertThat(now().id()).isNotEqualTo(provider.id());
	}

	/** What switched it off was a change, not the button that asks about sessions. */
	@Test
	void signOutWhenAChangeSwitchedItOffThenWhoCameFromThereIsSignedOut() {
		RelyingParty app = this.actors.app();
		try (TestProvider northwind = TestProvider.start(this.beans, app)) {
			Browser visitor = this.actors.browser();
			northwind.signIn(visitor, app.authorize(visitor, app.request()), somebody());
			assertThat(open(northwind.provider(), "/sign-out").address().getPath()).as("not while it is on")
				.endsWith("/disable");
			this.admin.submit(open(northwind.provider(), "/edit"), Map.of("clientId", "another"));
			Page off = open(northwind.provider(), "");
			Page question = this.admin.open(off.document().select("a[href$=/sign-out]").attr("href"));
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/account");
			assertThat(this.admin.press(question).document().select("[role=status]").text()).contains("signed out");
			assertThat(visitor.open("/account").address().getPath()).isEqualTo("/signin");
			assertThat(this.providers.find(northwind.provider().id())).isPresent();
		}
	}

	private static Map<String, Object> somebody() {
		String subject = UUID.randomUUID().toString().substring(0, 8);
		return TestProvider.person(subject, subject + "@people.example");
	}

}
