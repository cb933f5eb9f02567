package dev.signet.flow;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.signet.AtOnce;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryInUse;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.DirectoryProblem;
import dev.signet.directory.DirectoryRefused;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.PeopleSearch;
import dev.signet.directory.TestDirectories;
import dev.signet.mail.Mailbox;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A person, or an administrator, ends a link to a directory, and the person has it back;
 * nobody loses their last way in.
 */
class DirectoryLinkFlowTests extends DirectoryMember {

	private static final String LIST = "/account/providers";

	private static final AccountId ADMINISTRATOR = new AccountId(new UUID(0, 1));

	@Autowired
	private Directories directories;

	@Autowired
	private DirectoryLinks links;

	@Autowired
	private ApplicationEventPublisher publisher;

	@Test
	void removeWhenAnotherWayIsLeftThenNobodyGetsInByItUntilItIsPutBack() {
		setPassword();
		Page list = this.browser.open(LIST);
		assertThat(list.document().select("main").text()).contains("Example directory").contains(this.name);
		Page ask = this.browser.open(list.document().selectFirst("a[href$=/remove]").attr("href"));
		Page removed = confirm(ask);
		assertThat(removed.address().getPath()).isEqualTo(LIST);
		assertThat(removed.document().text()).contains("It is unlinked");
		assertThat(account().roles()).as("what it had from there").containsExactly("USER");
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isNotEqualTo("/account");
		assertThat(Mailbox.of(this.name + "@example.test").about("A sign-in method was removed").text())
			.contains("Example directory");
		Page restored = confirm(
				this.browser.open(removed.document().selectFirst("form[action$=/restore]").attr("action")));
		assertThat(restored.document().text()).contains("It is linked again");
		assertThat(Mailbox.of(this.name + "@example.test").about("A sign-in method was added").text())
			.contains("Example directory");
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(this.browser.open("/account/activity").document().select("main").text())
			.contains("Example directory was disconnected from your account")
			.contains("Example directory was connected with your account again");
	}

	/**
	 * A mailed code lets them in as well, but they must not get a password of their own.
	 */
	@Test
	void removeWhenThePasswordIsKeptThereAloneThenItStaysAndThePageSaysWhy() {
		UUID id = link().id();
		Page ask = this.browser.open("/account/directories/" + id + "/remove");
		assertThat(ask.document().select("main form")).isEmpty();
		assertThat(ask.document().select("[role=alert]").text()).contains("is kept there");
		Page posted = this.browser.post("/account/directories/" + id + "/remove", Map.of("_csrf", csrf()));
		assertThat(posted.document().select("[role=alert]").text()).contains("is kept there");
		assertThat(link().counts()).isTrue();
		assertThat(this.browser.open("/account/password/first").address().getPath()).isEqualTo("/account/password");
	}

	@Test
	void removeWhenTwoAreTakenAwayAtOnceThenOneStays() throws Exception {
		AccountId owner = account().id();
		Directory second = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
		try {
			DirectoryPerson person = new DirectoryPerson(UUID.randomUUID().toString(), this.name, this.name, null, null,
					null, Set.of(), true);
			DirectoryLink other = this.links.add(second, person, owner).orElseThrow();
			Iterator<UUID> both = List.of(link().id(), other.id()).iterator();
			String csrf = csrf();
			AtOnce.run(2, () -> this.browser.postOnly("/account/directories/" + next(both) + "/remove",
					Map.of("_csrf", csrf), Map.of()));
			assertThat(this.links.of(owner)).hasSize(1);
		}
		finally {
			TestDirectories.disable(this.beans, second);
		}
	}

	@Test
	void removeWhenItIsSomebodyElsesOrNoneThenNothing() {
		Account other = this.actors.person("USER");
		Browser thief = this.actors.signedIn(other);
		UUID id = link().id();
		String csrf = thief.open("/account/password").csrf();
		for (String act : new String[] { "/remove", "/restore" }) {
			assertThat(thief.post("/account/directories/" + id + act, Map.of("_csrf", csrf)).address().getPath())
				.isEqualTo(LIST);
			assertThat(thief.open("/account/directories/" + id + act).address().getPath()).isEqualTo(LIST);
			assertThat(thief.open("/account/directories/x" + act).status()).isEqualTo(400);
			assertThat(thief.post("/account/directories/" + id + act, Map.of()).status()).isEqualTo(403);
		}
		assertThat(link().counts()).isTrue();
	}

	@Test
	void restoreWhenLateOrSomebodyHasThePersonThenNot() {
		DirectoryLink link = link();
		assertThat(this.links.remove(link.id(), link.accountId(), link.accountId())).isTrue();
		assertThat(this.links.remove(link.id(), link.accountId(), link.accountId())).as("once").isFalse();
		Account other = this.actors.person("USER");
		Browser second = this.actors.signedIn(other);
		String connect = "/account/security/directory";
		second.submit(second.open(connect), Map.of("login", this.name + "@corp.example", "password", PASSWORD));
		assertThat(this.links.of(other.id())).hasSize(1);
		assertThat(this.links.restore(link.id(), link.accountId())).isFalse();
		this.links.remove(this.links.of(other.id()).get(0).id(), other.id(), other.id());
		this.clock.advance(Duration.ofDays(31));
		assertThat(this.links.restore(link.id(), link.accountId())).isFalse();
	}

	/** Who has no other way in then gets a password by mail. */
	@Test
	void removeWhenByAdministratorThenAlsoTheLastAndTheDirectoryCanGo() {
		DirectoryLink link = link();
		assertThatExceptionOfType(DirectoryInUse.class)
			.isThrownBy(() -> this.directories.remove(this.directory.id(), ADMINISTRATOR));
		assertThat(this.links.use()).containsEntry(this.directory.id(), 1);
		assertThat(this.links.of(this.directory.id(), null, 10)).extracting(DirectoryLink::id)
			.containsExactly(link.id());
		assertThat(this.links.remove(link.id(), account().id(), ADMINISTRATOR)).isTrue();
		assertThat(Mailbox.of(this.name + "@example.test").about("A sign-in method was removed").text())
			.contains("An administrator disconnected your account");
		Browser stranger = this.actors.browser();
		stranger.submit(stranger.open("/recover"), Map.of("login", this.name));
		assertThat(Mailbox.of(this.name + "@example.test").about("A new password for your account").links())
			.anyMatch((address) -> address.contains("/recover/password"));
		this.directories.disable(this.directory.id(), ADMINISTRATOR);
		Directory last = this.directory;
		this.directory = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
		this.directories.remove(last.id(), ADMINISTRATOR);
		assertThat(this.directories.find(last.id())).isEmpty();
	}

	/** As with passkeys: whoever got in may have left a way behind. */
	@Test
	void lockWhenLinkIsNewThenItEnds() {
		setPassword();
		this.accounts.update(account().id(), (account) -> account.lock(account.updatedAt()));
		assertThat(this.links.of(account().id())).isEmpty();
		assertThat(this.links.withRemoved(account().id())).hasSize(1);
	}

	@Test
	void reclaimThenTheLinkEndsHoweverOld() {
		this.clock.advance(Duration.ofDays(365));
		this.beans.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> this.publisher.publishEvent(new AccountReclaimed(account().id())));
		assertThat(this.links.of(account().id())).isEmpty();
		assertThat(this.links.withRemoved(account().id())).hasSize(1);
	}

	/** They would be taken for gone, or for each other. */
	@Test
	void changeWhenPeopleAreKnownByAnotherAttributeThenRefusedWhileAnybodyIsLinked() {
		assertThatExceptionOfType(DirectoryRefused.class).isThrownBy(() -> knowBy("uid"))
			.satisfies((refused) -> assertThat(refused.problems()).containsExactly(
					new DirectoryProblem("people.subject", "directory.problem.subject-linked", List.of())));
		assertThat(knowBy("ENTRYUUID").enabled()).isFalse();
		DirectoryLink link = link();
		this.links.remove(link.id(), link.accountId(), ADMINISTRATOR);
		assertThatExceptionOfType(DirectoryRefused.class).as("can be put back").isThrownBy(() -> knowBy("uid"));
		this.jdbc.sql("delete from directory_links where id = :id").param("id", link.id()).update();
		assertThat(knowBy("uid").settings().people().subject()).isEqualTo("uid");
	}

	private Directory knowBy(String attribute) {
		Directory now = this.directories.find(this.directory.id()).orElseThrow();
		PeopleSearch people = now.settings().people();
		PeopleSearch changed = new PeopleSearch(people.base(), people.filter(), attribute, people.username(),
				people.email(), people.givenName(), people.familyName());
		return this.directories.change(
				now.id(), now.version(), new DirectorySettings(now.settings().name(), now.settings().server(), changed,
						now.settings().groups(), now.settings().names(), now.settings().accounts(), null),
				null, account().id());
	}

	private Page confirm(Page page) {
		Element form = page.document().selectFirst("main form");
		return this.browser.post(form.attr("action"), Map.of("_csrf", form.selectFirst("[name=_csrf]").val()));
	}

	private void setPassword() {
		Passwords passwords = this.beans.getBean(Passwords.class);
		passwords.set(account().id(), passwords.hash(Actors.PASSWORD));
	}

	private static synchronized UUID next(Iterator<UUID> ids) {
		return ids.next();
	}

	private String csrf() {
		return this.browser.open("/account/security/directory").csrf();
	}

	private DirectoryLink link() {
		return this.links.of(account().id()).get(0);
	}

}
