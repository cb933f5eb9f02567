package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator looks at the people of a directory in the console, ends links and
 * removes it.
 */
class DirectoryConsolePeopleFlowTests extends DirectoryConsole {

	@Test
	void removeThenOnlyByTheTypedName() {
		add(form());
		Page page = open("/remove");
		assertThat(this.admin.submit(page, Map.of("typedAlias", "x")).document().getElementById("typedAlias-error"))
			.isNotNull();
		Page list = this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(list.address().getPath()).isEqualTo("/admin/directories");
		assertThat(stored()).isEmpty();
		assertThat(this.admin.submit(page, Map.of("typedAlias", this.alias)).status()).as("twice").isEqualTo(404);
	}

	@Test
	void peopleThenLinkOfSomebodyIsEndedAndTheDirectoryCanBeRemoved() {
		this.server.person(this.name, PASSWORD);
		add(form());
		this.admin.submit(open("/enable"), Map.of("typedAlias", this.alias));
		Browser browser = this.actors.browser();
		browser.submit(browser.open("/signin"), Map.of("login", this.name, "password", PASSWORD));
		Page people = open("/people");
		assertThat(people.document().select(".sessions li").text()).contains(this.name, "Last sign-in");
		Page question = this.admin.open(people.document().selectFirst(".sessions a.button").attr("href"));
		assertThat(question.document().text()).contains("End the link of " + this.name).doesNotContain("??");
		Browser somebody = this.actors.signedIn(this.actors.person("USER"));
		assertThat(somebody.fetch("GET", question.address().getPath(), Map.of()).status()).isEqualTo(404);
		Page ended = this.admin.press(question);
		assertThat(ended.document().select("[role=status]").text()).contains("ended");
		assertThat(ended.document().select(".sessions li")).isEmpty();
		assertThat(this.admin.press(question).status()).as("twice").isEqualTo(404);
		this.admin.submit(open("/remove"), Map.of("typedAlias", this.alias));
		assertThat(stored()).isEmpty();
	}

	@Test
	void peopleWhenManyThenPageByPageAndEachOnce() {
		add(form());
		this.jdbc
			.sql("""
					insert into directory_links (id, directory_id, subject, account_id, login, created_at, look_at, groups_look_at)
					select gen_random_uuid(), :directory, 'subject ' || n, :account, 'Login ' || n % 50, now(), now(), now()
					from generate_series(1, 120) n""")
			.param("directory", now().id().value())
			.param("account", this.administrator.id().value())
			.update();
		Page first = open("/people");
		assertThat(first.document().select(".sessions li")).hasSize(100);
		Page second = this.admin.open(first.document().selectFirst("nav.closing a").attr("href"));
		assertThat(second.document().select(".sessions li")).hasSize(20);
		assertThat(first.document().select(".sessions li a").eachAttr("href"))
			.doesNotContainAnyElementsOf(second.document().select(".sessions li a").eachAttr("href"));
		assertThat(second.document().select("nav.closing a").eachAttr("href"))
			.containsExactly("/admin/directories/" + now().id() + "/people");
		List<String> hrefs = first.document().select(".sessions li a").eachAttr("href");
		String last = hrefs.get(99).substring(hrefs.get(99).lastIndexOf('/') + 1);
		String api = this.admin
			.fetch("GET", "/admin/api/directories/" + now().id() + "/people?after=" + last,
					Map.of("Accept", "application/json"))
			.response()
			.body();
		assertThat(api.split("\"link\":")).hasSize(21);
		assertThat(open("/people?last=" + UUID.randomUUID()).document().select("nav.closing a")).hasSize(1);
		assertThat(open("/people?last=x").status()).isEqualTo(400);
	}

}
