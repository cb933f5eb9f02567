package dev.signet.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person confirms their address, moves to another one, and takes that back.
 */
class EmailFlowTests extends SignedInPerson {

	private static final String PATH = "/account/email";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SqlCounter sql;

	@Test
	void verifyWhenCodeIsTypedInTheSameSessionThenConfirmed() {
		Page home = this.browser.open("/account");
		assertThat(home.document().select("a.chip[href=/account/email]")).hasSize(1);
		send();
		String code = mail(0).code();
		Browser elsewhere = this.actors.signedIn(this.person);
		assertThat(elsewhere.open(PATH).document().getElementById("code")).as("in another session").isNull();
		Page confirmed = type(code);
		assertThat(confirmed.document().select("[role=status]").text()).isEqualTo("The email address is confirmed.");
		assertThat(confirmed.document().getElementById("code")).isNull();
		assertThat(now().emailVerified()).isTrue();
		assertThat(this.browser.open("/account").document().select("a.chip")).isEmpty();
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("Your email address was confirmed"));
	}

	@Test
	void verifyWhenLinkIsClickedAnywhereThenOnlyTheButtonConfirms() {
		send();
		String link = mail(0).links().get(0);
		Browser scanner = this.actors.browser();
		Page question = scanner.open(link);
		assertThat(question.document().text()).contains(this.person.username());
		assertThat(now().emailVerified()).isFalse();
		Page confirmed = scanner.submit(question, Map.of("token", token(link)));
		assertThat(confirmed.address().getPath()).as("not signed in by it").isEqualTo("/recover");
		assertThat(confirmed.document().select("[role=status]").text()).startsWith("The email address is confirmed");
		assertThat(now().emailVerified()).isTrue();
		assertThat(scanner.open(link).status()).isEqualTo(410);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1234", "0000-0000", "abcdefgh", "1234-5678-9", "'; drop table asks; --", "\0" })
	void verifyWhenCodeIsWrongThenSaysSoAndNothingIsConfirmed(String typed) {
		send();
		mail(0);
		Page page = type(typed);
		assertThat(page.document().getElementById("code-error")).isNotNull();
		assertThat(now().emailVerified()).isFalse();
	}

	@Test
	void verifyWhenTriedTooOftenThenTheRightCodeIsOfNoUseAndANewMailHelps() {
		send();
		String code = mail(0).code();
		for (int i = 0; i < 5; i++) {
			type((code.charAt(0) == '1') ? "2" + code.substring(1) : "1" + code.substring(1));
		}
		assertThat(this.browser.open(PATH).document().getElementById("code")).isNull();
		post("/code", Map.of("code", code));
		assertThat(now().emailVerified()).isFalse();
		send();
		assertThat(type(mail(1).code()).document().select("[role=status]")).hasSize(1);
		assertThat(now().emailVerified()).isTrue();
	}

	@Test
	void verifyWhenAddressIsConfirmedAlreadyThenNoMail() {
		verified();
		post("/send", Map.of());
		assertThat(Mailbox.of(this.person.emailAddress()).all()).isEmpty();
	}

	@Test
	void sendWhenTheNetworkHadTooManyThenNoneIsCountedForTheAccount() {
		Asks asks = this.beans.getBean(Asks.class);
		while (asks.count(Asking.MAIL_FROM_NETWORK, "127.0.0.1")) {
			// Until there is no room
		}
		assertThat(post("/send", Map.of()).status()).isEqualTo(429);
		assertThat(asks.before(List.of(Asker.of(Asking.ADDRESS_MAIL, this.person.id().toString())))).isEmpty();
	}

	@Test
	void sendWhenOftenThenThreeAnHour() {
		for (int i = 0; i < 3; i++) {
			assertThat(post("/send", Map.of()).status()).isEqualTo(303);
		}
		Page limited = post("/send", Map.of());
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().select("[role=alert]").text()).contains("too many mails");
		assertThat(Mailbox.of(this.person.emailAddress()).await(3)).hasSize(3);
	}

	@Test
	void changeWhenNewAddressIsProvedThenItCountsAndBothAreTold() {
		verified();
		String address = newAddress();
		change(address);
		assertThat(now().emailAddress()).as("before the proof").isEqualTo(this.person.emailAddress());
		Page changed = type(Mailbox.of(address).only().code());
		assertThat(changed.document().select("[role=status]").text()).isEqualTo("The email address is changed.");
		assertThat(now().emailAddress()).isEqualTo(address);
		assertThat(now().emailVerified()).isTrue();
		assertThat(Mailbox.of(address).await(2).get(1).subject()).isEqualTo("Your email address was changed");
		ReceivedMail left = Mailbox.of(this.person.emailAddress()).only();
		assertThat(left.text()).contains("7 days").doesNotContain(address);
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("Your email address was changed"));
	}

	@Test
	void undoWhenOldAddressWantsItWithin7DaysThenBackAndLocked() {
		verified();
		String address = newAddress();
		change(address);
		type(Mailbox.of(address).only().code());
		String undo = Mailbox.of(this.person.emailAddress()).only().links().get(0);
		String lock = Mailbox.of(address).await(2).get(1).links().get(0);
		// The thief goes on to yet another address, which must not end the way back
		String third = newAddress();
		change(third);
		type(Mailbox.of(third).only().code());
		String thiefsUndo = Mailbox.of(address).await(3).get(2).links().get(0);
		this.clock.advance(Duration.ofDays(7).minusMinutes(1));
		Browser owner = this.actors.browser();
		Page question = owner.open(undo);
		assertThat(now().emailAddress()).isEqualTo(third);
		Page back = owner.submit(question, Map.of("token", token(undo)));
		assertThat(back.document().select("[role=status]").text()).startsWith("Your address is back");
		assertThat(now().emailAddress()).isEqualTo(this.person.emailAddress());
		assertThat(now().emailVerified()).isTrue();
		assertThat(now().locked()).isTrue();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		for (String dead : List.of(undo, thiefsUndo, lock)) {
			assertThat(owner.open(dead).status()).isEqualTo(410);
		}
		assertThat(Mailbox.of(this.person.emailAddress()).await(2).get(1).subject())
			.isEqualTo("Your account is locked");
	}

	/** Its owner has just read mail there. */
	@Test
	void undoWhenSomebodyOnlyClaimsTheOldAddressThenBackAllTheSame() {
		String undo = undoOf(newAddress());
		Account claimant = this.accounts
			.register(NewAccount.of(Username.parse("c" + this.person.username()).orElseThrow(),
					new EmailAddress(this.person.emailAddress())));
		Page back = undo(undo);
		assertThat(back.document().select("[role=status]").text()).startsWith("Your address is back");
		assertThat(now().emailAddress()).isEqualTo(this.person.emailAddress());
		assertThat(now().emailVerified()).isTrue();
		assertThat(now().locked()).isTrue();
		assertThat(this.accounts.find(claimant.id()).orElseThrow().emailAddress()).endsWith("@address.invalid");
	}

	/** Else the thief would open it from the address that they changed it to. */
	@Test
	void undoWhenTheOldAddressIsProvedForAnotherAccountThenLockedForGoodAndThePageSaysSo() {
		String address = newAddress();
		String undo = undoOf(address);
		this.actors
			.confirm(this.accounts.register(NewAccount.of(Username.parse("c" + this.person.username()).orElseThrow(),
					new EmailAddress(this.person.emailAddress()))));
		Page locked = undo(undo);
		assertThat(locked.document().select("[role=status]").text())
			.startsWith("The account is locked. Your address could");
		assertThat(now().locked()).isTrue();
		assertThat(now().emailAddress()).isEqualTo(address);
		assertThat(now().emailVerified()).isFalse();
		int before = Mailbox.of(address).await(2).size();
		Browser thief = this.actors.browser();
		thief.submit(thief.open("/recover"), Map.of("login", address));
		Account next = this.actors.confirmed("USER");
		thief.submit(thief.open("/recover"), Map.of("login", next.username()));
		Mailbox.of(next.emailAddress()).only();
		assertThat(Mailbox.of(address).all()).hasSize(before);
	}

	/** What docs/operations.md says then. */
	@Test
	void undoWhenTheOldAddressIsProvedForAnotherAccountThenWhoRunsTheServerCanHelp() throws IOException {
		String undo = undoOf(newAddress());
		this.actors
			.confirm(this.accounts.register(NewAccount.of(Username.parse("c" + this.person.username()).orElseThrow(),
					new EmailAddress(this.person.emailAddress()))));
		undo(undo);
		String address = newAddress();
		String help = Files.readString(Path.of("..", "docs", "operations.md"))
			.replaceFirst("(?s).*\n## An account stays locked\n.*?```sql\n(.*?)```.*", "$1");
		assertThat(this.jdbc
			.sql(help.replace("'ada'", "'" + this.person.username() + "'").replace("ada@home.example", address))
			.update()).isOne();
		assertThat(now().locked()).isTrue();
		assertThat(this.jdbc.sql("select count(*) from passwords where account_id = :id")
			.param("id", this.person.id().value())
			.query(Integer.class)
			.single()).isZero();
		Browser owner = this.actors.browser();
		owner.submit(owner.open("/recover"), Map.of("login", address));
		String link = Mailbox.of(address).about("Open your account again").links().get(0);
		owner.submit(owner.open(link), Map.of("password", "another horse with batteries"));
		Page in = owner.submit(owner.open("/signin"),
				Map.of("login", address, "password", "another horse with batteries"));
		assertThat(in.address().getPath()).isEqualTo("/account");
	}

	@Test
	void undoWhenTheAddressIsBackAlreadyThenItCountsAndTheAccountIsLocked() {
		String undo = undoOf(newAddress());
		change(this.person.emailAddress());
		type(Mailbox.of(this.person.emailAddress()).await(2).get(1).code());
		assertThat(now().emailAddress()).isEqualTo(this.person.emailAddress());
		assertThat(undo(undo).document().select("[role=status]").text()).startsWith("Your address is back");
		assertThat(now().emailVerified()).isTrue();
		assertThat(now().locked()).isTrue();
	}

	@Test
	void undoWhenLaterThan7DaysThenGone() {
		verified();
		String address = newAddress();
		change(address);
		type(Mailbox.of(address).only().code());
		String undo = Mailbox.of(this.person.emailAddress()).only().links().get(0);
		this.clock.advance(Duration.ofDays(7));
		assertThat(this.actors.browser().open(undo).status()).isEqualTo(410);
	}

	@Test
	void changeWhenAddressIsSomebodyElsesThenLooksTheSameAndOnlyTheOwnerIsTold() {
		Account other = this.actors.person("USER");
		Page free = change(newAddress());
		Page taken = change(other.emailAddress());
		assertThat(taken.document().select("[role=status]").text())
			.isEqualTo(free.document().select("[role=status]").text());
		assertThat(taken.document().getElementById("code")).isNotNull();
		ReceivedMail mail = Mailbox.of(other.emailAddress()).only();
		assertThat(mail.subject()).isEqualTo("Somebody wanted to use your address");
		assertThat(mail.text()).doesNotContain("token=").doesNotContainPattern(ReceivedMail.CODE);
	}

	@Test
	void changeWhenAddressIsSomebodyElsesThenTheSameStatements() {
		change(newAddress());
		List<List<String>> costs = new ArrayList<>();
		for (String address : List.of(newAddress(), this.actors.person("USER").emailAddress())) {
			Page page = this.browser.open(PATH);
			costs.add(this.sql.ofRequests(() -> this.browser.submitOnly(page, Map.of("address", address))));
		}
		assertThat(costs.get(1)).isEqualTo(costs.get(0)).isNotEmpty();
	}

	@Test
	void changeWhenSomebodyElseGotTheAddressMeanwhileThenNothingIsChanged() {
		String address = newAddress();
		change(address);
		String code = Mailbox.of(address).only().code();
		this.accounts.changeEmail(this.actors.person("USER").id(), new EmailAddress(address), false);
		assertThat(type(code).document().select("[role=status]").text()).startsWith("Another account has got");
		assertThat(now().emailAddress()).isEqualTo(this.person.emailAddress());
	}

	@Test
	void changeWhenPasswordIsChangedMeanwhileThenTheLinkIsDead() {
		String address = newAddress();
		change(address);
		String link = Mailbox.of(address).only().links().get(0);
		this.browser.submit(this.browser.open("/account/password"),
				Map.of("oldPassword", Actors.PASSWORD, "newPassword", "another horse with batteries"));
		assertThat(this.browser.open(link).status()).isEqualTo(410);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nowhere", "a@b", "a\0@example.test", "one@example.test,two@example.test" })
	void changeWhenItIsNoAddressThenSaysSo(String typed) {
		Page page = change(typed);
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(page.document().getElementById("address-error")).isNotNull();
		assertThat(page.document().getElementById("code")).isNull();
	}

	@Test
	void changeWhenOwnAddressInCapitalsThenItIsTheSame() {
		Page page = change(this.person.emailAddress().toUpperCase(Locale.ROOT));
		assertThat(page.document().getElementById("address-error").text()).isEqualTo("This is your address already.");
		assertThat(Mailbox.of(this.person.emailAddress()).all()).isEmpty();
	}

	private void verified() {
		this.actors.confirm(this.person);
	}

	private Account now() {
		return this.accounts.find(this.person.id()).orElseThrow();
	}

	private void send() {
		assertThat(post("/send", Map.of()).status()).isEqualTo(303);
	}

	/** The address is changed; the link that takes it back. */
	private String undoOf(String address) {
		verified();
		change(address);
		type(Mailbox.of(address).only().code());
		return Mailbox.of(this.person.emailAddress()).only().links().get(0);
	}

	private Page undo(String link) {
		Browser owner = this.actors.browser();
		return owner.submit(owner.open(link), Map.of("token", token(link)));
	}

	private Page change(String address) {
		return this.browser.submit(this.browser.open(PATH), Map.of("address", address));
	}

	private Page type(String code) {
		return this.browser.submit(this.browser.open(PATH), Map.of("code", code));
	}

	private Page post(String path, Map<String, String> fields) {
		Map<String, String> form = new HashMap<>(fields);
		form.put("_csrf", this.browser.open(PATH).csrf());
		return this.browser.postOnly(PATH + path, form, Map.of());
	}

	private ReceivedMail mail(int number) {
		return Mailbox.of(this.person.emailAddress()).await(number + 1).get(number);
	}

	private static String token(String link) {
		return link.substring(link.indexOf("token=") + 6);
	}

	private static String newAddress() {
		return "n" + UUID.randomUUID() + "@example.test";
	}

}
