package dev.signet.flow;

import java.time.Duration;
import java.util.List;

import com.unboundid.ldap.sdk.ResultCode;
import dev.signet.account.Account;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.proof.AskedBefore;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.throttle.PasswordLimits;
import dev.signet.signin.throttle.Throttles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Wrong passwords for people of a directory: how often it is asked, and whom that keeps
 * out.
 */
class DirectoryGuessesFlowTests extends DirectoryPerson {

	/** A directory locks people out after some more. */
	@Test
	void signInWhenManyAreWrongByAnyNameThenTheDirectoryIsAskedForThree() {
		String dn = this.server.person(this.name, PASSWORD);
		for (String login : List.of(this.name, this.name + "@corp.example", "corp.example\\" + this.name,
				this.name + "@example.test")) {
			for (int i = 0; i < 3; i++) {
				signIn(login, "wrong");
			}
		}
		assertThat(this.server.binds()).filteredOn((bind) -> bind.dn().equals(dn)).hasSize(3);
		signIn(this.name, PASSWORD);
		assertThat(this.server.binds()).filteredOn((bind) -> bind.password().equals(PASSWORD)).isEmpty();
	}

	/** Nor does the directory keep anybody out, which bears five wrong ones. */
	@Test
	void signInWhenAStrangerGuessesThenTheOwnerGetsInWhereTheyDidBeforeAndFiveAreWrongInAll() {
		String dn = this.server.person(this.name, PASSWORD);
		Browser owner = this.actors.browser();
		submit(owner, owner.open("/signin"), this.name, PASSWORD);
		signOut();
		for (int i = 0; i < 3; i++) {
			signIn(this.name, "wrong");
		}
		assertThat(signIn(this.name, PASSWORD).address().getPath()).as("anywhere").isEqualTo("/signin");
		assertThat(submit(owner, owner.open("/signin"), this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		signOut();
		for (int i = 0; i < 3; i++) {
			submit(owner, owner.open("/signin"), this.name, "wrong");
		}
		assertThat(submit(owner, owner.open("/signin"), this.name, PASSWORD).address().getPath()).isEqualTo("/signin");
		assertThat(this.server.binds()).filteredOn((bind) -> bind.dn().equals(dn) && bind.password().equals("wrong"))
			.hasSize(5);
	}

	/** A directory forgets wrong ones only after a quarter of an hour without any. */
	@Test
	void signInWhenWrongOnesAreSpreadThenFiveAtMostBeforeAQuietQuarterOfAnHour() {
		String dn = this.server.person(this.name, PASSWORD);
		Browser owner = this.actors.browser();
		submit(owner, owner.open("/signin"), this.name, PASSWORD);
		signOut();
		List<String> names = List.of(this.name, this.name + "@corp.example", "corp.example\\" + this.name,
				this.name + "@example.test");
		int inARow = 0;
		int most = 0;
		int quiet = 0;
		for (int i = 0; i < 24; i++) {
			this.clock.advance(Duration.ofMinutes(5));
			quiet += 5;
			int before = wrongOnes(dn);
			signIn(names.get(i % 4), "wrong");
			if (i % 2 == 0) {
				submit(owner, owner.open("/signin"), this.name, "wrong");
			}
			int asked = wrongOnes(dn) - before;
			if (asked > 0) {
				inARow = ((quiet < 15) ? inARow : 0) + asked;
				quiet = 0;
			}
			most = Math.max(most, inARow);
		}
		assertThat(most).isEqualTo(5);
	}

	/** NIST SP 800-63B-4 §3.2.2: by whatever names they are tried. */
	@Test
	void signInWhenFiftyWereWrongInARowThenTheOwnersBrowserOrAnAdministratorHelps() {
		this.server.person(this.name, PASSWORD);
		Browser owner = this.actors.browser();
		submit(owner, owner.open("/signin"), this.name, PASSWORD);
		signIn(this.name, "wrong");
		assertThat(inARow()).isOne();
		wrongInARow(49);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/signin");
		signOut();
		assertThat(submit(owner, owner.open("/signin"), this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(signIn(this.name, PASSWORD).address().getPath()).as("the row is over").isEqualTo("/account");
		wrongInARow(50);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/signin");
		this.beans.getBean(Throttles.class).lift(account(), this.actors.person("ADMIN").id());
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
	}

	private int inARow() {
		return this.beans.getBean(Throttles.class)
			.of(account())
			.stream()
			.filter((before) -> before.asker().what() == Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW)
			.mapToInt(AskedBefore::times)
			.sum();
	}

	/** As if the directory had been asked, by and by. */
	private void wrongInARow(int times) {
		String subject = this.beans.getBean(DirectoryLinks.class).of(account().id()).get(0).subject();
		Asker row = Asker.of(Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW, this.directory.id() + " " + subject);
		for (int i = 0; i < times; i++) {
			this.beans.getBean(Asks.class).count(List.of(row));
		}
	}

	private int wrongOnes(String dn) {
		return (int) this.server.binds()
			.stream()
			.filter((bind) -> bind.dn().equals(dn) && bind.password().equals("wrong"))
			.count();
	}

	private void signOut() {
		this.beans.getBean(Sessions.class).endAll(account().id(), EndReason.SIGNED_OUT);
	}

	/** Nor is it a way around the limits of the sign-in page. */
	@Test
	void connectWhenWrongThenCountedForTheNetworkTooAndWhoseNameItIsCanRead() {
		Account ada = this.actors.person("USER");
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page wrong = submit(browser, browser.open(CONNECT), ada.username() + "@corp.example", "wrong");
		assertThat(wrong.status()).isEqualTo(200);
		assertThat(submit(browser, browser.open(CONNECT), ada.username(), "wrong").status()).isEqualTo(200);
		assertThat(this.jdbc.sql("select count(*) from audit_events where type = 'signin.failed' and account_id = :id")
			.param("id", ada.id().value())
			.query(Integer.class)
			.single()).isOne();
		Asker network = new Asker(Asking.PASSWORD_FROM_NETWORK, "127.0.0.1", 40);
		Asks asks = this.beans.getBean(Asks.class);
		assertThat(asks.before(List.of(network))).extracting(AskedBefore::times).containsExactly(2);
		for (int i = 0; i < 38; i++) {
			asks.count(List.of(network));
		}
		Page held = submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		assertThat(held.status()).isEqualTo(429);
		assertThat(held.document().select("#password-error").text()).contains("came from your network");
	}

	@Test
	void connectWhenItWasNoWrongPasswordThenItIsNotCounted() {
		this.server.person(this.name, PASSWORD);
		signIn(this.name, PASSWORD);
		Account person = this.actors.person("USER");
		Browser browser = this.actors.signedIn(person);
		assertThat(submit(browser, browser.open(CONNECT), this.name, PASSWORD).document()
			.select("#login[aria-invalid=true]")).as("taken").hasSize(1);
		this.server.close();
		assertThat(submit(browser, browser.open(CONNECT), this.name, "wrong").status()).isEqualTo(503);
		assertThat(this.beans.getBean(Throttles.class).of(person)).isEmpty();
	}

	/** As where wrong ones are answered too late. */
	@Test
	void connectWhenDirectoryGivesNoAnswerToThePasswordThenItIsCounted() {
		Account person = this.actors.confirmed("USER");
		String dn = this.server.person(person.username(), PASSWORD);
		this.server.police(dn, ResultCode.UNAVAILABLE, null, null);
		Browser browser = this.actors.signedIn(person);
		assertThat(submit(browser, browser.open(CONNECT), person.username(), PASSWORD).status()).isEqualTo(503);
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::dn).contains(dn);
		assertThat(this.beans.getBean(Throttles.class).of(person)).isNotEmpty();
		assertThat(this.jdbc.sql("select count(*) from audit_events where type = 'signin.failed' and account_id = :id")
			.param("id", person.id().value())
			.query(Integer.class)
			.single()).isOne();
	}

	/** Some directories may say so before they have compared it. */
	@Test
	void signInWhenToldThatItIsToBeChangedThenStillCountedInARow() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, "532");
		for (int i = 0; i < 6; i++) {
			assertThat(alert(signIn(this.name, "wrong"))).startsWith("Your password is right, but");
		}
		assertThat(counted("PASSWORD_AT_DIRECTORY " + this.directory.id())).isZero();
		assertThat(counted("PASSWORD_AT_DIRECTORY_IN_A_ROW " + this.directory.id())).isEqualTo(6);
		List<Asker> anybody = this.beans.getBean(PasswordLimits.class).ofAnybody(this.name, "127.0.0.1");
		assertThat(this.beans.getBean(Asks.class).before(anybody))
			.extracting((before) -> before.asker().what(), AskedBefore::times)
			.containsExactly(tuple(Asking.PASSWORD_IN_A_ROW, 6));
	}

	private int counted(String asker) {
		return this.jdbc.sql("select asked from asks where starts_with(asker, :asker)")
			.param("asker", asker + " ")
			.query(Integer.class)
			.single();
	}

}
