package dev.signet.recovery;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Factor;
import dev.signet.account.TestAccounts;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.Device;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever people and attackers do in whatever order, a password is reset by the newest
 * mailed link alone, once, in time, and not after something else happened to the account.
 */
@SignetTest
class PasswordResetsTests {

	private static final int SEQUENCES = 12;

	private static final int ACTIONS = 14;

	private static final Device DEVICE = new Device("Firefox/1", "192.0.2.1");

	private static final Pattern LINK = Pattern.compile("/recover/password\\?token=(\\S+)");

	@Autowired
	private PasswordResets resets;

	@Autowired
	private MailedProofs proofs;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private Sessions sessions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	@Test
	void changeWhenAnythingHappenedBeforeThenOnlyByTheNewestMailedProof() {
		Random random = new Random(20261125);
		int changed = 0;
		for (int sequence = 0; sequence < SEQUENCES; sequence++) {
			Person person = new Person();
			for (int action = 0; action < ACTIONS; action++) {
				person.act(random);
			}
			changed += person.resets;
		}
		assertThat(changed).as("sequences that came through").isGreaterThan(SEQUENCES / 4);
	}

	@Test
	void changeWhenLinkIsFromAMailThenItIsOnOurAddress() {
		Account account = this.accounts.register(TestAccounts.someone().verified());
		this.resets.ask(account.emailAddress().toUpperCase(Locale.ROOT), DEVICE);
		ReceivedMail mail = Mailbox.of(account.emailAddress()).only();
		assertThat(mail.links()).hasSize(1)
			.allSatisfy((link) -> assertThat(URI.create(link).getPath()).isEqualTo("/recover/password"));
	}

	/** What the rules say of one account, beside what the server does. */
	private final class Person {

		private final Account account = PasswordResetsTests.this.accounts.register(TestAccounts.someone().verified());

		private final List<String> links = new ArrayList<>();

		private String address = this.account.emailAddress();

		private String password = "the first password of all";

		private String good = "";

		private int asked;

		private int resets;

		private int passwordsTried;

		private Person() {
			PasswordResetsTests.this.passwords.set(this.account.id(), this.password);
		}

		private void act(Random random) {
			switch (random.nextInt(9)) {
				case 0, 1, 2 -> ask();
				case 3 -> tryEach(random);
				case 4 -> change(this.good);
				case 5 -> otherwise(random);
				case 6 -> change(altered(random));
				case 7 -> change(otherPurpose(random));
				default -> PasswordResetsTests.this.resets.find(this.good);
			}
		}

		private void ask() {
			if (this.asked == 3) {
				return;
			}
			this.asked++;
			int before = links().size();
			PasswordResetsTests.this.clock.advance(Duration.ofSeconds(1));
			PasswordResetsTests.this.resets.ask(this.account.username(), DEVICE);
			Eventually.holds(() -> links().size() > before);
			this.good = links().get(before);
			this.links.add(this.good);
		}

		/** A mail goes where the address was at that moment. */
		private List<String> links() {
			return Mailbox.of(this.address).all().stream().map(ReceivedMail::text).flatMap((text) -> {
				Matcher link = LINK.matcher(text);
				return link.find() ? List.of(link.group(1)).stream() : List.<String>of().stream();
			}).toList();
		}

		private void tryEach(Random random) {
			if (!this.links.isEmpty()) {
				change(this.links.get(random.nextInt(this.links.size())));
			}
		}

		private String altered(Random random) {
			if (this.good.isEmpty()) {
				return "sgn_ml_" + "A".repeat(43);
			}
			int at = 7 + random.nextInt(43);
			char other = (this.good.charAt(at) == 'A') ? 'B' : 'A';
			return this.good.substring(0, at) + other + this.good.substring(at + 1);
		}

		private String otherPurpose(Random random) {
			Purpose[] others = { Purpose.LOCK_ACCOUNT, Purpose.VERIFY_EMAIL, Purpose.UNDO_EMAIL, Purpose.CHANGE_EMAIL };
			return PasswordResetsTests.this.proofs
				.issue(others[random.nextInt(others.length)], this.account.id(), new EmailAddress(this.address))
				.token();
		}

		/** Each of these ends the links that are out. */
		private void otherwise(Random random) {
			PasswordResetsTests outer = PasswordResetsTests.this;
			String ended = this.good;
			outer.clock.advance(Duration.ofSeconds(1));
			switch (random.nextInt(4)) {
				case 0 -> outer.clock.advance(Purpose.RESET_PASSWORD.lifetime());
				case 1 -> outer.sessions.open(TestAccounts.generation(outer.accounts, this.account.id()),
						List.of(new Factor(Factor.Method.PASSWORD, outer.clock.instant())), false, DEVICE);
				case 2 -> {
					this.password = "changed by its owner " + this.passwordsTried++;
					PasswordHash hash = outer.passwords.hash(this.password);
					outer.transaction.executeWithoutResult((status) -> outer.passwords.change(this.account.id(), hash));
				}
				default -> {
					this.address = TestAccounts.name() + "@people.example";
					outer.accounts.changeEmail(this.account.id(), new EmailAddress(this.address), false);
				}
			}
			this.good = "";
			if (random.nextBoolean()) {
				change(ended);
			}
		}

		private void change(String token) {
			PasswordResetsTests outer = PasswordResetsTests.this;
			String wanted = "wanted by somebody " + this.passwordsTried++;
			boolean changed = outer.resets.change(token, outer.passwords.hash(wanted));
			assertThat(changed).as("changed").isEqualTo(!token.isEmpty() && token.equals(this.good));
			if (changed) {
				this.password = wanted;
				this.good = "";
				this.resets++;
			}
			assertThat(outer.passwords.matches(this.account.id(), this.password)).as("the password").isTrue();
		}

	}

}
