package dev.signet.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import dev.signet.AtOnce;
import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People sign in with the password that they have in a directory, at the same form as
 * everybody; and a directory takes over no account.
 */
class DirectorySignInFlowTests extends DirectoryPerson {

	@Test
	void signInWhenFirstThenAccountWithWhatGroupsGiveAndAppGoesOn() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.group("editors", dn);
		this.server.group("authors", dn);
		Browser browser = this.actors.browser();
		RelyingParty app = this.actors.app();
		Page consent = submit(browser, app.authorize(browser, app.request()), this.name, PASSWORD);
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		Account account = account();
		assertThat(account.emailAddress()).isEqualTo(this.name + "@example.test");
		assertThat(account.emailVerified()).isTrue();
		assertThat(account.fullName()).isEqualTo("Ada Lovelace");
		assertThat(account.roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(account.groups()).containsExactly("Authors");
		this.server.group("editors", TestDirectoryServer.BIND_DN);
		this.server.group("authors", TestDirectoryServer.BIND_DN);
		this.accounts.update(account.id(), (person) -> person.giveRole("AUDITOR", person.createdAt()));
		assertThat(signIn(this.name + "@corp.example", PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(account().id()).isEqualTo(account.id());
		assertThat(account().roles()).as("what it has from elsewhere stays")
			.containsExactlyInAnyOrder("USER", "AUDITOR");
		assertThat(account().groups()).isEmpty();
	}

	@Test
	void signInWhenWrongOrNobodyIsThereThenAllIsTheSame() {
		this.server.person(this.name, PASSWORD);
		Account local = this.actors.person("USER");
		List<String> wrong = answers(this.name);
		assertThat(wrong).hasSize(6);
		assertThat(answers("n" + this.name)).isEqualTo(wrong);
		assertThat(answers(local.username())).isEqualTo(wrong);
		assertThat(answers("*)(uid=" + this.name)).isEqualTo(wrong);
	}

	@Test
	void signInWhenAccountHereHasTheNameThenItsOwnPasswordCountsAndIsToldToNobody() {
		Account local = this.actors.person("USER");
		this.server.person(local.username(), PASSWORD);
		assertThat(signIn(local.username(), PASSWORD).status()).isEqualTo(200);
		assertThat(signIn(local.username(), "nearly " + Actors.PASSWORD).status()).isEqualTo(200);
		assertThat(signIn(local.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::password)
			.doesNotContain(PASSWORD, Actors.PASSWORD, "nearly " + Actors.PASSWORD);
		assertThat(links()).isZero();
	}

	@Test
	void signInWhenAddressHereWasNeverProvedThenItsRealOwnerGetsAnAccount() {
		Account squatter = this.actors.person("USER");
		this.server.person(this.name, PASSWORD, squatter.emailAddress());
		Browser browser = this.actors.browser();
		Page asked = submit(browser, browser.open("/signin"), this.name, PASSWORD);
		assertThat(asked.address().getPath()).isEqualTo("/signin/new");
		assertThat(asked.document().select("main").text()).contains("gave your email address as theirs");
		assertThat(asked.document().select("#email")).isEmpty();
		assertThat(browser.submit(asked, Map.of("username", this.name)).address().getPath()).isEqualTo("/account");
		assertThat(this.accounts.findByLogin(squatter.emailAddress()).orElseThrow().id()).isEqualTo(account().id());
		assertThat(signIn(squatter.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenGoneOrLockedThereThenNotAnyMoreAndTheReasonIsForOperators() {
		String dn = this.server.person(this.name, PASSWORD);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		this.server.refuse(dn, "775");
		Page locked = signIn(this.name, PASSWORD);
		assertThat(alert(locked)).isEqualTo("The name or password is wrong. Please try again.");
		assertThat(reasons()).containsExactly("LOCKED");
		this.server.remove(dn);
		assertThat(alert(signIn(this.name, PASSWORD))).isEqualTo(alert(locked));
	}

	/** Who knows the right password learns what is to be done, and nobody else. */
	@ParameterizedTest
	@ValueSource(strings = { "532", "773" })
	void signInWhenPasswordIsToBeChangedThereThenSaidInOneSentence(String remark) {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, remark);
		Page page = signIn(this.name, PASSWORD);
		assertThat(page.address().getPath()).isEqualTo("/signin");
		assertThat(alert(page)).startsWith("Your password is right, but Example directory wants");
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
		for (int i = 0; i < 4; i++) {
			assertThat(alert(signIn(this.name, PASSWORD))).as("it is no wrong one").isEqualTo(alert(page));
		}
		assertThat(reasons()).contains(remark.equals("532") ? "EXPIRED" : "TO_BE_CHANGED");
	}

	@Test
	void signInWhenTheServerSaysThatItIsToBeChangedThenSaidToo() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.police(dn, ResultCode.SUCCESS, null, DraftBeheraLDAPPasswordPolicy10ErrorType.CHANGE_AFTER_RESET);
		assertThat(alert(signIn(this.name, PASSWORD))).startsWith("Your password is right, but");
		assertThat(alert(signIn(this.name, "wrong"))).isEqualTo("The name or password is wrong. Please try again.");
		this.server.police(dn, ResultCode.SUCCESS, DraftBeheraLDAPPasswordPolicy10WarningType.GRACE_LOGINS_REMAINING,
				null);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where type = 'directory.password-ending'"
					+ " and details ->> 'alias' = :alias")
			.param("alias", this.directory.alias())
			.query(Integer.class)
			.single()).isOne();
	}

	/** As far as anybody can see, there is no such person. */
	@ParameterizedTest
	@CsvSource({ "userAccountControl, 514, DISABLED", "accountExpires, 116444736000000000, OVER",
			"pwdAccountLockedTime, 000001010000Z, LOCKED" })
	void signInWhenOutThereForGoodThenNoPasswordIsSentAndOperatorsReadWhy(String attribute, String value,
			String reason) {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.change(dn, attribute, value);
		assertThat(alert(signIn(this.name, PASSWORD))).isEqualTo("The name or password is wrong. Please try again.");
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::password).doesNotContain(PASSWORD);
		assertThat(reasons()).containsExactly(reason);
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where type = 'directory.refused'"
					+ " and details ->> 'alias' = :alias and request_id is not null")
			.param("alias", this.directory.alias())
			.query(Integer.class)
			.single()).as("told with the request").isOne();
	}

	@ParameterizedTest
	@CsvSource({ "530, NOT_NOW", "531, NOT_FROM_HERE", "533, DISABLED", "701, OVER", "775, LOCKED" })
	void signInWhenActiveDirectoryRefusesThenOnlyOperatorsReadWhy(String remark, String reason) {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, remark);
		assertThat(alert(signIn(this.name, PASSWORD))).isEqualTo("The name or password is wrong. Please try again.");
		assertThat(reasons()).containsExactly(reason);
	}

	private List<String> reasons() {
		return this.jdbc
			.sql("select details ->> 'reason' from audit_events where type = 'directory.refused'"
					+ " and details ->> 'alias' = :alias")
			.param("alias", this.directory.alias())
			.query(String.class)
			.list();
	}

	/** Names are given to others there; who somebody is, is the subject. */
	@Test
	void signInWhenNameBelongsToSomebodyElseThereThenNotIntoTheAccount() {
		String dn = this.server.person(this.name, PASSWORD);
		signIn(this.name, PASSWORD);
		Account first = account();
		this.server.remove(dn);
		this.server.person(this.name, "of somebody else", "x" + this.name + "@example.test");
		Page page = signIn(this.name, "of somebody else");
		assertThat(page.address().getPath()).isEqualTo("/signin");
		assertThat(this.server.binds()).as("nor is anything guessed of them")
			.extracting(TestDirectoryServer.Bind::password)
			.doesNotContain("of somebody else");
		assertThat(links()).isOne();
		assertThat(account().id()).isEqualTo(first.id());
	}

	@Test
	void signInWhenDirectoryIsAwayThenAllWhoAreNotSignedInReadTheSameAndOthersGetIn() {
		Account local = this.actors.person("USER");
		this.server.close();
		Page unknown = signIn(this.name, PASSWORD);
		assertThat(unknown.status()).isEqualTo(503);
		assertThat(unknown.header("Retry-After")).isPresent();
		Page wrong = signIn(local.username(), "wrong");
		assertThat(wrong.status()).isEqualTo(503);
		assertThat(alert(wrong)).isEqualTo(alert(unknown)).contains("directory");
		assertThat(signIn(local.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPasswordIsEmptyThenNobodyIsAsked() {
		this.server.person(this.name, PASSWORD);
		assertThat(signIn(this.name, "").document().select("#password[aria-invalid=true]")).hasSize(1);
		assertThat(signIn(this.name, "   ").address().getPath()).isEqualTo("/signin");
		assertThat(this.server.binds()).isEmpty();
	}

	@Test
	void signInWhenFirstAndManyAtOnceThenOneAccount() throws Exception {
		this.server.person(this.name, PASSWORD);
		List<String> pages = AtOnce.call(4, () -> signIn(this.name, PASSWORD).address().getPath());
		assertThat(Set.copyOf(pages)).containsExactly("/account");
		assertThat(links()).isOne();
	}

	/** Here both are at it at the same time, and the end is first. */
	@Test
	void signInWhenTheLinkIsEndedAtThatMomentThenNotIn() throws Exception {
		this.server.person(this.name, PASSWORD);
		signIn(this.name, PASSWORD);
		AccountId owner = account().id();
		DirectoryLinks links = this.beans.getBean(DirectoryLinks.class);
		TransactionTemplate transaction = this.beans.getBean(TransactionTemplate.class);
		CompletableFuture<Page> page = new CompletableFuture<>();
		transaction.executeWithoutResult((status) -> {
			links.remove(links.of(owner).get(0).id(), owner, owner);
			page.completeAsync(() -> signIn(this.name, PASSWORD));
			Eventually.holds(() -> LockWaits.all(this.jdbc) > 0);
		});
		assertThat(page.get().address().getPath()).isEqualTo("/signin");
	}

	/** The password was right all the same. */
	@Test
	void signInWhenTheDirectoryIsChangedAtThatMomentThenSaidSoAndNotCountedAsWrong() throws Exception {
		this.server.person(this.name, PASSWORD);
		DirectorySettings before = settings();
		DirectorySettings after = new DirectorySettings("Another name", before.server(), before.people(),
				before.groups(), before.names(), before.accounts(), before.passwordPage());
		AccountId administrator = this.actors.person("USER").id();
		int failures = failures();
		CompletableFuture<Page> page = new CompletableFuture<>();
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			TestDirectories.change(this.beans, this.directory, after, administrator);
			page.completeAsync(() -> signIn(this.name, PASSWORD));
			Eventually.holds(() -> LockWaits.all(this.jdbc) > 0);
		});
		assertThat(alert(page.get())).startsWith("Your password is right, but your directory was changed");
		assertThat(failures()).isEqualTo(failures);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
	}

	private int failures() {
		return this.jdbc.sql("select count(*) from audit_events where type = 'signin.failed'")
			.query(Integer.class)
			.single();
	}

	/** All that can be seen of six tries, but for what was typed. */
	private List<String> answers(String login) {
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			Page page = signIn(login, "wrong " + i);
			answers.add(page.status() + " " + page.document().title() + " " + alert(page) + " "
					+ page.document().select("form").eachAttr("action"));
		}
		return answers;
	}

}
