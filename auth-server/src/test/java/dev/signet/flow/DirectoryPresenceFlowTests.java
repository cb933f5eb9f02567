package dev.signet.flow;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import dev.signet.MutableClock;
import dev.signet.account.Account;
import dev.signet.account.AccountApprovals;
import dev.signet.account.AccountDeletion;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever is gone in the directory is shut out here too, with sessions and tokens, and
 * let in again when they are back; and a directory that says nothing shuts out nobody.
 */
class DirectoryPresenceFlowTests extends DirectoryMember {

	@Autowired
	private DirectoryLinks links;

	@Test
	void lookWhenMissedTwiceThenOutWithSessionsAndTokensUntilBack() {
		RelyingParty app = this.actors.app();
		Page consent = app.authorize(this.browser, app.request());
		RelyingParty.Answer tokens = app.redeem(this.actors.allowAll(this.browser, consent).answer().get("code"));
		look();
		this.server.remove(this.dn);
		look();
		assertThat(signedIn()).as("it may just be moved").isTrue();
		look();
		assertThat(signedIn()).isFalse();
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(account().enabled()).isFalse();
		assertThat(account().roles()).containsExactly("USER");
		assertThat(this.actors.events(account().id())).contains("directory.person-gone", "account.disabled");
		look();
		assertThat(this.actors.events(account().id())).filteredOn("directory.person-gone"::equals).hasSize(1);
	}

	@Test
	void lookWhenSwitchedOffThereThenTheSameAndBackWithTheNextLook() {
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		assertThat(account().suspended()).isTrue();
		assertThat(signIn(this.actors.browser()).address().getPath()).isEqualTo("/signin");
		this.server.change(this.dn, "userAccountControl", "512");
		look();
		assertThat(account().enabled()).isTrue();
		assertThat(signedIn()).as("a session that ended does not come back").isFalse();
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(this.actors.events(account().id())).contains("directory.person-gone", "directory.person-back",
				"account.enabled");
	}

	/** What opens by itself shuts out nobody. */
	@Test
	void lookWhenLockedForAWhileOrPasswordExpiredThenIn() {
		this.server.change(this.dn, "pwdAccountLockedTime", "20251118075900Z");
		this.server.change(this.dn, "msDS-User-Account-Control-Computed", "8388624");
		look();
		look();
		assertThat(signedIn()).isTrue();
		assertThat(account().enabled()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "accountExpires, 116444736000000000, 0", "pwdAccountLockedTime, 000001010000Z, 20251118075900Z",
			"pwdEndTime, 19700101000000Z, 29991231000000Z" })
	void lookWhenOverOrLockedForGoodThenOutUntilItIsOpenAgain(String attribute, String out, String open) {
		this.server.change(this.dn, attribute, out);
		look();
		look();
		assertThat(account().suspended()).isTrue();
		assertThat(signedIn()).isFalse();
		this.server.change(this.dn, attribute, open);
		look();
		assertThat(account().enabled()).isTrue();
	}

	/** As when the directory is restarted. */
	@Test
	void lookWhenConnectionBreaksOffThenWhoeverItWasIsLeftToTheNextOne() {
		signIn(this.other, "else");
		this.server.breakOffAtGroupsOf(this.dn);
		this.server.group("editors", "uid=" + this.other + "," + TestDirectoryServer.PEOPLE);
		look();
		assertThat(this.accounts.findByLogin(this.other).orElseThrow().roles()).contains("EDITOR");
		assertThat(account().roles()).as("it is not known").contains("EDITOR");
		assertThat(this.actors.events(account().id())).as("which is nothing about them")
			.doesNotContain("directory.groups-cut");
		this.server.breakOffAtGroupsOf("nobody");
		look();
		assertThat(account().roles()).doesNotContain("EDITOR");
	}

	@Test
	void keepWhenGoneSinceDeletionWasAskedThenKeptButShutOut() {
		this.beans.getBean(AccountDeletion.class).ask(account().id());
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		assertThat(account().deletionDate()).isPresent();
		assertThat(this.beans.getBean(AccountDeletion.class).withdraw(account().generation())).isEmpty();
		assertThat(account().suspended()).isTrue();
		assertThat(this.actors.events(account().id())).contains("account.deletion-withdrawn", "account.disabled");
		this.server.change(this.dn, "userAccountControl", "512");
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenTakenForGoneThenBackAtOnce() {
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		this.server.change(this.dn, "userAccountControl", "512");
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
	}

	@Test
	void lookWhenDirectoryIsAwayOrSlowThenNothing() {
		this.server.pause(Duration.ofSeconds(30));
		look();
		this.server.pause(Duration.ZERO);
		this.server.close();
		look();
		look();
		assertThat(signedIn()).isTrue();
		assertThat(account().enabled()).isTrue();
	}

	/** Everybody has both links, after the one directory took the place of the other. */
	@Test
	void lookWhenGoneAndTheOtherDirectoryIsOffThenOutUntilTheySignInByEither() {
		Directory former = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
		this.links.add(former, new DirectoryPerson(this.links.of(account().id()).get(0).subject(), this.name, this.name,
				null, null, null, Set.of(), true), account().id());
		try {
			this.server.change(this.dn, "userAccountControl", "514");
			look();
			look();
			assertThat(account().suspended()).as("there is the other one").isFalse();
			this.server.change(this.dn, "userAccountControl", "512");
			look();
			TestDirectories.disable(this.beans, former);
			this.server.change(this.dn, "userAccountControl", "514");
			look();
			look();
			assertThat(account().suspended()).isTrue();
			this.server.change(this.dn, "userAccountControl", "512");
			TestDirectories.disable(this.beans, this.directory);
			former = TestDirectories.enableAgain(this.beans, former);
			assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
		}
		finally {
			TestDirectories.disable(this.beans, former);
		}
	}

	/** As when the name for searching has lost its rights. */
	@Test
	void lookWhenDirectoryShowsNobodyThenNothing() {
		this.server.remove(this.dn);
		this.server.remove("uid=" + this.other + "," + TestDirectoryServer.PEOPLE);
		look();
		look();
		look();
		assertThat(signedIn()).isTrue();
		assertThat(account().enabled()).isTrue();
	}

	@Test
	void lookWhenTheServerCutsTheAnswerOffThenNothing() {
		this.server.most(1);
		signIn(this.other, "else");
		look();
		look();
		look();
		assertThat(signedIn()).isTrue();
		assertThat(account().enabled()).isTrue();
		this.server.most(0);
		assertThat(signIn(this.actors.browser()).address().getPath()).as("looks shut it for nobody")
			.isEqualTo("/account");
	}

	/** That account is theirs by the password here. */
	@Test
	void lookWhenOwnerHasPasswordHereThenOnlyWhatCameFromThereEnds() {
		Passwords passwords = this.beans.getBean(Passwords.class);
		passwords.set(account().id(), passwords.hash(Actors.PASSWORD));
		this.server.remove(this.dn);
		look();
		look();
		assertThat(signedIn()).isFalse();
		assertThat(account().enabled()).isTrue();
		assertThat(account().roles()).containsExactly("USER");
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/signin");
		assertThat(this.browser
			.submit(this.browser.open("/signin"), Map.of("login", this.name, "password", Actors.PASSWORD))
			.address()
			.getPath()).isEqualTo("/account");
	}

	@Test
	void lookWhenAnAdministratorSwitchedTheAccountOffThenItStaysOff() {
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		this.accounts.update(account().id(), (account) -> account.disable(account.updatedAt()));
		this.server.change(this.dn, "userAccountControl", "512");
		look();
		assertThat(account().enabled()).isFalse();
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/signin");
	}

	/** What an administrator says counts, until the directory says something new. */
	@Test
	void lookWhenAnAdministratorSwitchedTheAccountOnThenItStaysOn() {
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		this.accounts.update(account().id(), (account) -> account.enable(account.updatedAt()));
		look();
		assertThat(account().enabled()).isTrue();
	}

	/** By a link in a mail, since there is no password here that could be set. */
	@Test
	void unlockWhenPasswordIsKeptThereThenByMailAndWithoutAPasswordHere() {
		lockAfterAWeek();
		look();
		assertThat(signIn(this.browser).address().getPath()).as("there, but locked").isEqualTo("/signin");
		Page question = askToUnlock();
		assertThat(question.document().select("main").text()).contains(this.name);
		assertThat(question.document().select("main input:not([type=hidden])")).as("no password").isEmpty();
		assertThat(account().locked()).as("looking opens nothing").isTrue();
		String link = question.address().getPath() + "?" + question.address().getQuery();
		assertThat(this.browser.open(link.replace("/recover/unlock", "/recover/password")).status()).isEqualTo(410);
		Page opened = this.browser.submit(question, Map.of());
		assertThat(opened.address().getPath()).isEqualTo("/signin");
		assertThat(opened.document().select("[role=status]").text()).contains("open again");
		assertThat(account().enabled()).isTrue();
		assertThat(this.browser.open(link).status()).as("once").isEqualTo(410);
		assertThat(this.beans.getBean(Passwords.class).exists(account().id())).isFalse();
		assertThat(signIn(this.browser).address().getPath()).isEqualTo("/account");
		assertThat(this.actors.events(account().id())).contains("account.locked", "recovery.reset-asked",
				"account.unlocked");
	}

	@Test
	void unlockWhenGoneMeanwhileThenSuspendedAndBackLater() {
		lockAfterAWeek();
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		assertThat(account().suspended()).as("off already").isFalse();
		this.browser.submit(askToUnlock(), Map.of());
		assertThat(account().locked()).isFalse();
		assertThat(account().suspended()).isTrue();
		this.server.change(this.dn, "userAccountControl", "512");
		look();
		assertThat(account().enabled()).isTrue();
	}

	/** Or the account would be open to them by mail. */
	@Test
	void lockWhenGoneThenTheNewLinkStaysAndTheyStayOut() {
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		lock();
		assertThat(account().locked()).isTrue();
		this.browser.submit(askToUnlock(), Map.of());
		assertThat(account().suspended()).isTrue();
	}

	/** It may be an intruder's, who would be in when the other directory is on again. */
	@Test
	void lockWhenGoneThenTheNewLinkToADirectoryThatIsOffEnds() {
		try (TestDirectoryServer elsewhere = new TestDirectoryServer()) {
			String intruder = "i" + this.name;
			elsewhere.person(intruder, "theirs");
			Directory off = TestDirectories.enabled(this.beans, TestDirectories.settings(elsewhere));
			this.browser.submit(this.browser.open("/account/security/directory"),
					Map.of("login", intruder, "password", "theirs"));
			assertThat(this.links.of(account().id())).hasSize(2);
			TestDirectories.disable(this.beans, off);
			this.server.change(this.dn, "userAccountControl", "514");
			look();
			look();
			assertThat(account().suspended()).isTrue();
			lock();
			this.browser.submit(askToUnlock(), Map.of());
			off = TestDirectories.enableAgain(this.beans, off);
			try {
				this.browser.submit(this.browser.open("/signin"), Map.of("login", intruder, "password", "theirs"));
				assertThat(account().suspended()).isTrue();
				assertThat(this.links.of(account().id())).extracting(DirectoryLink::directoryId)
					.containsExactly(this.directory.id());
			}
			finally {
				TestDirectories.disable(this.beans, off);
			}
		}
	}

	@Test
	void approveWhenGoneMeanwhileThenSuspended() {
		this.jdbc.sql("update accounts set disabled_at = now(), approval_awaited_at = now() where id = :id")
			.param("id", account().id().value())
			.update();
		this.server.change(this.dn, "userAccountControl", "514");
		look();
		look();
		assertThat(account().suspended()).as("off already").isFalse();
		this.beans.getBean(AccountApprovals.class).approve(account().id(), account().id());
		assertThat(account().suspended()).isTrue();
	}

	@Test
	void lookWhenSubjectLooksLikeAFilterThenItMeansNothing() {
		this.jdbc.sql("update directory_links set subject = '*)(uid=*' where directory_id = :id")
			.param("id", this.directory.id().value())
			.update();
		look();
		look();
		assertThat(account().enabled()).as("nobody has that").isFalse();
	}

	/** When the link is in no doubt any more. */
	private void lockAfterAWeek() {
		this.beans.getBean(MutableClock.class).advance(Duration.ofDays(8));
		lock();
	}

	private void lock() {
		this.accounts.update(account().id(), (account) -> account.lock(account.updatedAt()));
	}

	private Page askToUnlock() {
		this.browser.submit(this.browser.open("/recover"), Map.of("login", this.name));
		ReceivedMail mail = Mailbox.of(this.name + "@example.test").about("Open your account again");
		assertThat(mail.text()).contains("Example directory");
		assertThat(mail.links()).hasSize(1);
		return this.browser.open(mail.links().get(0));
	}

}
