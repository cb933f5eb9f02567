package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks for a code to sign in gets one, or learns nothing, and not too often.
 */
class MailSignInAskFlowTests extends MailSignIn {

	@Autowired
	private SqlCounter sql;

	@Test
	void askWhenNothingIsTypedOnTheSignInPageThenAsksForTheNameAndKeepsTheRest() {
		Page page = this.browser.submit(this.browser.open("/signin?next=%2Faccount%2Femail"),
				Map.of("from", "signin", "remember", "true"));
		assertThat(page.address().getPath()).isEqualTo("/signin/mail");
		assertThat(page.document().select(".error")).isEmpty();
		assertThat(page.document().select("input[name=remember][checked]")).hasSize(1);
		Page enter = this.browser.submit(page, Map.of("login", this.person.emailAddress().toUpperCase(Locale.ROOT)));
		Page in = this.browser.submit(enter,
				Map.of("code", Mailbox.of(this.person.emailAddress()).only().code().replace("-", " ")));
		assertThat(in.address().getPath()).isEqualTo("/account/email");
		this.browser.restart();
		assertThat(this.browser.open("/account").address().getPath()).as("remembered").isEqualTo("/account");
	}

	@Test
	void askWhenNobodyOrUnprovedOrSwitchedOffThenTheSamePagesAndNoMail() {
		Account unproved = this.actors.person("USER");
		Account off = this.actors.confirmed("USER");
		this.accounts.update(off.id(), (account) -> account.disable(this.clock.instant()));
		String known = shown(ask(this.person.username()));
		this.browser = this.actors.browser();
		Page enterKnown = ask(this.person.username());
		String wrong = shown(this.browser.submit(enterKnown, Map.of("code", "0000-0001")));
		this.browser.submit(enterKnown, Map.of("code", "0000-0001"));
		String over = shown(this.browser.submit(enterKnown, Map.of("code", "0000-0001")));
		for (String login : List.of("nobody-at-all", "nobody@example.test", unproved.username(), off.emailAddress(),
				"no\0body", "<script>", this.person.emailAddress() + ",two@example.test",
				this.person.emailAddress() + "\r\nBcc: evil@example.test")) {
			this.browser = this.actors.browser();
			Page enter = ask(login);
			assertThat(shown(enter)).as(login).isEqualTo(known);
			for (int i = 0; i < 3; i++) {
				assertThat(this.browser.open("/signin/mail/code").status()).isEqualTo(200);
				assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
				Page refused = this.browser.submit(enter, Map.of("code", "0000-000" + i));
				assertThat(shown(refused)).as(login).isEqualTo((i < 2) ? wrong : over);
			}
		}
		Mailbox.of(this.person.emailAddress()).await(2);
		ask(this.person.username());
		assertThat(Mailbox.of(this.person.emailAddress()).await(3)).hasSize(3);
		assertThat(Mailbox.of(unproved.emailAddress()).all()).isEmpty();
		assertThat(Mailbox.of(off.emailAddress()).all()).isEmpty();
		assertThat(Mailbox.of("evil@example.test").all()).isEmpty();
	}

	/** Else the time that an answer takes would tell who has an account. */
	@Test
	void askAndCodeWhenNobodyIsNamedThenTheSameStatements() {
		List<List<String>> costs = new ArrayList<>();
		for (String login : List.of(this.person.username(), "nobody-at-all")) {
			this.browser = this.actors.browser();
			Page signIn = this.browser.open("/signin");
			List<String> cost = new ArrayList<>(this.sql
				.ofRequests(() -> this.browser.submitOnly(signIn, Map.of("from", "signin", "login", login))));
			Mailbox.of(this.person.emailAddress()).await(1);
			Page enter = this.browser.open("/signin/mail/code");
			cost.addAll(this.sql.ofRequests(() -> this.browser.submitOnly(enter, Map.of("code", "0000-0001"))));
			costs.add(cost);
		}
		assertThat(costs.get(1)).isEqualTo(costs.get(0)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   " })
	void askWhenEmptyThenSaysSo(String login) {
		Page page = this.browser.submit(this.browser.open("/signin/mail"), Map.of("login", login));
		assertThat(page.document().select("#login-error").text()).contains("Please enter");
	}

	@Test
	void askWhenTooLongThenSaysSoAndKeepsIt() {
		String login = "a".repeat(255);
		Page page = this.browser.submit(this.browser.open("/signin"), Map.of("from", "signin", "login", login));
		assertThat(page.document().select("#login-error").text()).contains("longer");
		assertThat(page.document().getElementById("login").val()).isEqualTo(login);
	}

	@Test
	void askWhenOneNetworkAsksForManyThenToldToWaitWhoeverIsMeant() {
		for (int i = 0; i < 20; i++) {
			assertThat(ask("nobody-" + i).status()).isEqualTo(200);
		}
		Page limited = ask("nobody");
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().getElementById("login").val()).isEqualTo("nobody");
	}

	@Test
	void askWhenOftenThenThreeMailsAnAccountAndThePageStaysTheSame() {
		String first = shown(ask(this.person.username()));
		for (int i = 0; i < 4; i++) {
			this.browser = this.actors.browser();
			assertThat(shown(ask(this.person.emailAddress()))).isEqualTo(first);
		}
		Account next = this.actors.confirmed("USER");
		ask(next.username());
		Mailbox.of(next.emailAddress()).only();
		assertThat(Mailbox.of(this.person.emailAddress()).await(3)).hasSize(3);
	}

	/** So no more than nine codes are tried in an hour, whenever it began. */
	@Test
	void askWhenSpreadThenThreeMailsInAnyHour() {
		ask(this.person.username());
		for (int i = 1; i <= 3; i++) {
			Mailbox.of(this.person.emailAddress()).await(i);
			this.clock.advance(Duration.ofMinutes((i == 1) ? 50 : 6));
			this.browser = this.actors.browser();
			ask(this.person.username());
		}
		Account next = this.actors.confirmed("USER");
		ask(next.username());
		Mailbox.of(next.emailAddress()).only();
		assertThat(Mailbox.of(this.person.emailAddress()).all()).hasSize(3);
	}

	@Test
	void askWhenItsOwnerSignsInSoEachTimeThenAMailEachTime() {
		for (int i = 0; i < 5; i++) {
			this.browser.restart();
			Page enter = ask(this.person.username());
			ReceivedMail mail = Mailbox.of(this.person.emailAddress()).await(i + 1).get(i);
			assertThat(this.browser.submit(enter, Map.of("code", mail.code())).address().getPath())
				.isEqualTo("/account");
			this.clock.advance(Duration.ofMinutes(20));
		}
	}

	/** What a page says, without the token of its form. */
	private static String shown(Page page) {
		return page.status() + page.response().body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
	}

}
