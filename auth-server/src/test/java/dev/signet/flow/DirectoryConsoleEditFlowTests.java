package dev.signet.flow;

import java.util.List;
import java.util.Map;

import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator changes the settings and rules of a directory in the console, and
 * looks at what they were.
 */
class DirectoryConsoleEditFlowTests extends DirectoryConsole {

	@Test
	void editThenKeepsThePasswordAndSaysWhatElseChanged() {
		add(form());
		Page page = this.admin.submit(open("/edit"), Map.of("name", "Another name", "domains", "A.example"));
		assertThat(page.document().select("[role=status]").text()).startsWith("Saved.");
		assertThat(now().settings().name()).isEqualTo("Another name");
		assertThat(now().settings().names().domains()).containsExactly("a.example");
		assertThat(now().hasPassword()).isTrue();
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Page elsewhere = this.admin.submit(open("/edit"), Map.of("peopleBase", "dc=example,dc=com"));
		assertThat(elsewhere.document().select("[role=status]").text()).contains("switched off");
		assertThat(now().enabled()).isFalse();
		Page other = this.admin.submit(open("/edit"), Map.of("addresses", "ldap://127.0.0.1:1"));
		assertThat(other.document().getElementById("bindPassword-error").text()).contains("sent to no other");
	}

	@Test
	void editWhenSomebodyIsLinkedThenPeopleStayKnownByTheSameAttribute() {
		add(form());
		this.server.person(this.name, PASSWORD);
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Browser person = this.actors.browser();
		person.submit(person.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
		Page page = this.admin.submit(open("/edit"), Map.of("subject", "uid"));
		assertThat(page.document().getElementById("subject-error").text()).contains("Add a new directory");
		assertThat(page.document().getElementById("subject").val()).isEqualTo("uid");
		assertThat(now().settings().people().subject()).isEqualTo("entryUUID");
	}

	/** What the other changed is not lost, and neither is what was typed. */
	@Test
	void editWhenInTwoTabsThenBothChangesAreJoinedAndShownFirst() {
		add(form());
		Page mine = open("/edit");
		this.admin.submit(open("/edit"), Map.of("domains", "theirs.example", "name", "Their name"));
		Page shown = this.admin.submit(mine, Map.of("familyName", "mine", "name", "My name"));
		assertThat(shown.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(shown.document().getElementById("domains").val()).isEqualTo("theirs.example");
		assertThat(shown.document().getElementById("familyName").val()).isEqualTo("mine");
		assertThat(shown.document().getElementById("name").val()).isEqualTo("My name");
		assertThat(shown.document().getElementById("name-stored").text()).contains("Their name");
		assertThat(now().settings().people().familyName()).as("nothing yet").isEqualTo("sn");
		this.admin.submit(shown, Map.of("version", shown.document().selectFirst("[name=version]").val()));
		assertThat(now().settings().people().familyName()).isEqualTo("mine");
		assertThat(now().settings().names().domains()).containsExactly("theirs.example");
	}

	@Test
	void editWhenOnlySwitchedMeanwhileThenSaved() {
		add(form());
		Page mine = open("/edit");
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Page saved = this.admin.submit(mine, Map.of("name", "My name"));
		assertThat(saved.document().select("[role=status]").text()).isEqualTo("Saved.");
		assertThat(now().enabled()).as("and still on").isTrue();
		assertThat(now().settings().name()).isEqualTo("My name");
	}

	@Test
	void rulesThenRowsComeAndGoAndEachFieldIsToldWhatIsWrong() {
		add(form());
		Page page = this.admin.submit(open("/rules"), Map.of("do", "add"));
		page = this.admin.submit(page, Map.of("do", "add", "ruleGroup-0", "Éditeurs, <b>1</b>", "ruleKind-0", "ROLE",
				"ruleName-0", "not a role"));
		page = this.admin.submit(page, Map.of("do", "add"));
		page = this.admin.submit(page,
				Map.of("do", "save", "ruleGroup-1", "", "ruleName-1", "x", "ruleKind-1", "GROUP"));
		assertThat(page.document().select("[aria-invalid=true]").eachAttr("name")).containsExactly("ruleName-0",
				"ruleGroup-1");
		assertThat(page.document().getElementById("ruleName-0-error").text()).contains("EDITOR");
		assertThat(page.document().getElementById("ruleGroup-0").val()).isEqualTo("Éditeurs, <b>1</b>");
		page = this.admin.submit(page, Map.of("do", "drop-1"));
		Page admins = this.admin.submit(page, Map.of("do", "save", "ruleName-0", "ADMIN"));
		assertThat(admins.document().getElementById("ruleName-0-error").text()).contains("give-admin");
		Page saved = this.admin.submit(page, Map.of("do", "save", "ruleName-0", "EDITOR"));
		assertThat(saved.document().select("[role=status]").text()).startsWith("Saved.");
		assertThat(now().settings().accounts().rules())
			.containsExactly(new DirectoryRule("Éditeurs, <b>1</b>", DirectoryRule.Kind.ROLE, "EDITOR"));
		Page withoutGroups = this.admin.submit(open("/edit"), Map.of("groupBase", ""));
		assertThat(withoutGroups.document().getElementById("groupBase-error")).isNotNull();
	}

	@Test
	void rulesWhenChangedMeanwhileThenBothAreShown() {
		add(form());
		Page mine = this.admin.submit(open("/rules"), Map.of("do", "add"));
		this.admin.submit(this.admin.submit(open("/rules"), Map.of("do", "add")),
				Map.of("do", "save", "ruleGroup-0", "theirs", "ruleKind-0", "GROUP", "ruleName-0", "theirs"));
		Page shown = this.admin.submit(mine,
				Map.of("do", "save", "ruleGroup-0", "mine", "ruleKind-0", "GROUP", "ruleName-0", "mine"));
		assertThat(shown.document().select("[role=alert]").text()).contains("Somebody else", "theirs");
		assertThat(shown.document().getElementById("ruleGroup-0").val()).isEqualTo("mine");
		assertThat(now().settings().accounts().rules()).extracting(DirectoryRule::group).containsExactly("theirs");
	}

	@Test
	void pastThenShowsWhatChangedAlsoByTheApiAndLeadsBack() {
		add(form());
		Directory first = now();
		this.admin.submit(open("/edit"), Map.of("name", "Changed <i>name</i>", "accountsCreated", "on"));
		this.admin.submit(this.admin.submit(open("/rules"), Map.of("do", "add")),
				Map.of("do", "save", "ruleGroup-0", "editors", "ruleKind-0", "ROLE", "ruleName-0", "EDITOR"));
		this.directories.change(first.id(), now().version(), now().settings().giving(List.of()), null,
				this.administrator.id());
		Page past = open("/past");
		assertThat(past.document().select("section.card")).hasSize(3);
		assertThat(past.document().select(".claims").text()).contains("Changed <i>name</i>", "editors");
		assertThat(past.document().text()).contains("Then " + this.administrator.username() + " changed it")
			.doesNotContain("??");
		String oldest = past.document().select("button[name=past]").last().val();
		this.admin.submit(past, Map.of("past", oldest));
		assertThat(now().settings()).isEqualTo(first.settings());
		Page late = this.admin.submit(past, Map.of("past", oldest));
		assertThat(late.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(this.admin.submit(open("/past"), Map.of("past", "7000")).status()).isEqualTo(404);
	}

}
