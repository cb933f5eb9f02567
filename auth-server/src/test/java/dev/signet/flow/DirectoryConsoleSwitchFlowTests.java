package dev.signet.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.signet.Eventually;
import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryState;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator switches a directory on and off in the console, and signs its people
 * out.
 */
class DirectoryConsoleSwitchFlowTests extends DirectoryConsole {

	private static final DirectoryRule RULE = new DirectoryRule("editors", DirectoryRule.Kind.ROLE, "EDITOR");

	@Autowired
	private BeanFactory beans;

	/** From nothing to live; first the password is wrong. */
	@Test
	void proveThenCheckAndSomebodyFoundUnlockTheSwitch() {
		this.server.group("editors", this.server.person(this.name, PASSWORD));
		Map<String, String> typed = new HashMap<>(form());
		typed.put("bindPassword", "not the password");
		add(typed);
		Page failed = this.admin.press(open("/check"));
		assertThat(failed.document().select(".lines .FAILED")).hasSize(1);
		assertThat(failed.document().select(".lines .FAILED").text()).contains("Name and password for searching",
				TestDirectoryServer.BIND_DN);
		assertThat(failed.document().select(".lines .FAILED .cure").text()).isNotBlank();
		assertThat(failed.document().select(".lines .SKIPPED")).hasSizeGreaterThan(2);
		this.admin.submit(open("/edit"), Map.of("bindPassword", TestDirectoryServer.BIND_PASSWORD));
		assertThat(open("/check").document().select(".warning").text()).contains("changed after");
		Page checked = this.admin.press(open("/check"));
		assertThat(checked.document().select(".lines .PASSED").size()).as(checked.document().text()).isEqualTo(7);
		assertThat(checked.document().select(".lines .FAILED, .lines .WARNED, .lines .SKIPPED")).isEmpty();
		Page early = this.admin.press(open("/enable"));
		assertThat(early.document().select("[role=alert]")).hasSize(1);
		assertThat(now().state()).isEqualTo(DirectoryState.HIDDEN);
		Page nobody = tried("somebody else", "");
		assertThat(nobody.document().select(".outcome").text()).contains("turned away", "Nobody has this name");
		assertThat(this.admin.press(open("/enable")).document().select("[role=alert]")).hasSize(1);
		Page found = tried(this.name, PASSWORD);
		assertThat(found.document().select("#outcome").text()).isEqualTo("They would get an account");
		assertThat(found.document().select(".facts").text()).contains("uid=" + this.name, "Right");
		Page page = this.admin.press(open("/enable"));
		assertThat(page.document().select("[role=status]").text()).contains("switched on");
		assertThat(now().enabled()).isTrue();
		Browser browser = this.actors.browser();
		assertThat(browser.submit(browser.open("/signin"), Map.of("login", this.name, "password", PASSWORD))
			.address()
			.getPath()).isEqualTo("/account");
		assertThat(tried(this.name, "").document().select("#outcome").text()).isEqualTo("They would be signed in");
		assertThat(open("/remove").document().select("form[action$=/remove]")).as("somebody is linked").isEmpty();
		Page question = open("/disable");
		assertThat(question.document().select(".sheet").text()).contains("One account belongs", "stays linked");
		assertThat(this.admin.press(question).document().select("[role=status]").text()).contains("switched off");
		assertThat(now().state()).isEqualTo(DirectoryState.DISABLED);
		assertThat(this.admin.press(open("/enable")).document().select("[role=status]").text()).as("it is still proved")
			.contains("switched on");
		assertThat(this.actors.events(this.administrator.id())).contains("directory.added", "directory.changed",
				"directory.tried", "directory.enabled", "directory.disabled");
	}

	@Test
	void disableWhenPeopleAreToBeSignedOutThenTheyAreWithTheirTokensAndSecondSteps() {
		Browser person = live();
		RelyingParty app = this.actors.app();
		String code = this.actors.allowAll(person, app.authorize(person, app.request())).answer().get("code");
		String token = app.redeem(code).refreshToken();
		Page question = open("/disable");
		assertThat(question.document().select(".sheet").text()).contains("One person of them is signed in",
				"within an hour", "An app that may keep access");
		Page off = this.admin.submit(question, Map.of("sessions", "end"));
		assertThat(off.document().select("[role=status]").text()).contains("signed out");
		assertThat(person.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
		assertThat(this.actors.events(this.administrator.id())).contains("directory.people-signed-out");
		assertThat(this.admin.press(open("/enable")).document().select("[role=status]").text()).contains("switched on");
	}

	/** Or the one who can switch it on again is out. */
	@Test
	void disableWhenTheAdministratorIsOfItsPeopleThenTheyStayInThisBrowser() {
		live();
		this.jdbc.sql("update directory_links set account_id = :account where directory_id = :id")
			.param("account", this.administrator.id().value())
			.param("id", now().id().value())
			.update();
		Browser elsewhere = this.actors.signedIn(this.administrator);
		Page question = open("/disable");
		assertThat(question.document().select(".sheet").text()).contains("You stay signed in");
		assertThat(this.admin.submit(question, Map.of("sessions", "end")).document().select("[role=status]").text())
			.contains("signed out");
		assertThat(elsewhere.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.admin.press(open("/enable")).document().select("[role=status]").text()).contains("switched on");
	}

	@Test
	void disableWhenChangedAtThatMomentThenOffAllTheSame() {
		live();
		Page question = open("/disable");
		CompletableFuture<Page> off = new CompletableFuture<>();
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			this.directories.change(now().id(), now().version(), now().settings().giving(List.of(RULE)), null,
					this.administrator.id());
			off.completeAsync(() -> this.admin.press(question));
			Eventually.holds(() -> this.jdbc.sql("select count(*) from pg_locks where not granted")
				.query(Integer.class)
				.single() > 0);
		});
		assertThat(off.join().document().select("[role=status]").text()).contains("switched off");
		assertThat(now().enabled()).isFalse();
		assertThat(now().settings().accounts().rules()).containsExactly(RULE);
	}

	@Test
	void disableWhenNothingIsSaidThenPeopleStayUntilTheyAreSignedOut() {
		Browser person = live();
		this.admin.press(open("/disable"));
		assertThat(person.open("/account").address().getPath()).isEqualTo("/account");
		Page off = open("");
		Page question = this.admin.open(off.document().select("a[href$=/sign-out]").attr("href"));
		assertThat(question.document().select(".sheet").text()).contains("One person of them is signed in");
		assertThat(this.admin.press(question).document().select("[role=status]").text()).contains("signed out");
		assertThat(person.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(open("/sign-out").document().select(".sheet").text()).contains("Nobody of them");
	}

	@Test
	void signOutWhenItIsOnThenAskedToSwitchItOffFirst() {
		Browser person = live();
		assertThat(open("/sign-out").address().getPath()).endsWith("/disable");
		Page posted = this.admin.post("/admin/directories/" + now().id() + "/sign-out",
				Map.of("_csrf", open("/disable").csrf()));
		assertThat(posted.address().getPath()).endsWith("/disable");
		assertThat(person.open("/account").address().getPath()).isEqualTo("/account");
	}

	/** Whoever was wrong need not look for somebody first. */
	@Test
	void enableWhenSwitchedOffWithinTheHourThenAgainWithoutAProofUnlessItIsAnotherOne() {
		live();
		this.clock.advance(Duration.ofMinutes(61));
		this.admin = this.actors.signedIn(this.administrator);
		this.admin.press(open("/disable"));
		assertThat(open("").document().select(".lines").text()).contains("It was on until within the hour");
		assertThat(open("/enable").document().select(".sheet").text()).contains("switched off within the hour");
		assertThat(this.admin.press(open("/enable")).document().select("[role=status]").text()).contains("switched on");
		this.admin.press(open("/disable"));
		this.admin.submit(open("/edit"), Map.of("name", "Another name"));
		assertThat(open("/enable").document().getElementById("typedAlias")).as("it is another one").isNotNull();
	}

	/** Which knows nothing of when it was switched off. */
	@Test
	void enableWhenANodeOfAnOlderVersionChangedItThenOnlyWithAProof() {
		live();
		this.admin.press(open("/disable"));
		this.jdbc.sql("update directories set version = version + 1 where id = :id")
			.param("id", now().id().value())
			.update();
		this.beans.getBean(Directories.class).changed();
		assertThat(open("/enable").document().getElementById("typedAlias")).isNotNull();
	}

	@Test
	void enableWhenSwitchedOffLongAgoThenOnlyWithAProof() {
		live();
		this.admin.press(open("/disable"));
		this.clock.advance(Duration.ofMinutes(61));
		this.admin = this.actors.signedIn(this.administrator);
		assertThat(open("/enable").document().getElementById("typedAlias")).isNotNull();
	}

	/** The browser of somebody who has signed in by a directory that works. */
	private Browser live() {
		this.server.person(this.name, PASSWORD);
		add(form());
		this.admin.press(open("/check"));
		tried(this.name, "");
		this.admin.press(open("/enable"));
		Browser person = this.actors.browser();
		Page account = person.submit(person.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
		assertThat(account.address().getPath()).isEqualTo("/account");
		return person;
	}

	@Test
	void proofWhenAnHourOldOrSettingsChangeThenLocksAgain() {
		this.server.person(this.name, PASSWORD);
		add(form());
		this.admin.press(open("/check"));
		tried(this.name, "");
		assertThat(open("/enable").document().getElementById("typedAlias")).isNull();
		this.admin.submit(open("/edit"), Map.of("name", "Another name"));
		assertThat(open("/enable").document().getElementById("typedAlias")).isNotNull();
		this.admin.press(open("/check"));
		tried(this.name, "");
		this.clock.advance(Duration.ofMinutes(61));
		Browser later = this.actors.signedIn(this.administrator);
		assertThat(later.open("/admin/directories/" + now().id() + "/enable").document().getElementById("typedAlias"))
			.isNotNull();
	}

	@Test
	void enableWhenNothingWasShownThenOnlyByTheTypedNameAndAudited() {
		add(form());
		Page page = open("/enable");
		Page wrong = this.admin.submit(page, Map.of("typedAlias", "<i>something</i>"));
		assertThat(wrong.document().getElementById("typedAlias-error").text()).isNotBlank();
		assertThat(wrong.document().getElementById("typedAlias").val()).isEqualTo("<i>something</i>");
		assertThat(now().enabled()).isFalse();
		this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(now().enabled()).isTrue();
		assertThat(this.admin.submit(page, Map.of("typedAlias", this.alias)).status()).as("twice").isEqualTo(200);
		assertThat(this.actors.events(this.administrator.id())).containsOnlyOnce("directory.enabled-unproved")
			.doesNotContain("directory.enabled");
	}

}
