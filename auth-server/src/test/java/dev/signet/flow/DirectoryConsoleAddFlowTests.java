package dev.signet.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryState;
import dev.signet.directory.TestDirectoryServer;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator adds a directory in the console: from the choice of a kind to one that
 * nobody is asked by yet.
 */
class DirectoryConsoleAddFlowTests extends DirectoryConsole {

	@ParameterizedTest
	@EnumSource
	void chooseThenFormHasLabelsAndWhatIsUsualThere(DirectoryKind kind) {
		String path = kind.name().toLowerCase().replace('_', '-');
		Document choice = this.admin.open("/admin/directories/add").document();
		assertThat(choice.select("a[href=/admin/directories/add/" + path + "]")).hasSize(1);
		Document page = this.admin.open("/admin/directories/add/" + path).document();
		assertThat(page.getElementById("alias").val()).startsWith(path);
		assertThat(page.getElementById("peopleFilter").val()).isEqualTo(kind.people().filter());
		assertThat(page.getElementById("subject").val()).isEqualTo(kind.people().subject());
		assertThat(page.getElementById("groupFilter").val()).isEqualTo(kind.groupFilter());
		assertThat(page.select("#nested[checked]")).hasSize((kind == DirectoryKind.ACTIVE_DIRECTORY) ? 1 : 0);
		assertThat(page.text()).doesNotContain("??");
		assertThat(page.select("input:not([type=hidden]), select, textarea")).allMatch(
				(field) -> field.closest("label") != null || !page.select("label[for=" + field.id() + "]").isEmpty());
	}

	@Test
	void addThenHiddenAndItsPasswordIsNeverShown() {
		Page page = add(form());
		Directory added = now();
		assertThat(page.address().getPath()).isEqualTo("/admin/directories/" + added.id());
		assertThat(page.document().select("[role=status]").text()).contains("added");
		assertThat(added.state()).isEqualTo(DirectoryState.HIDDEN);
		assertThat(added.hasPassword()).isTrue();
		assertThat(this.admin.open("/admin/directories").document().select(".card").text()).contains(this.alias,
				"Hidden", "No accounts belong");
		assertThat(this.admin.open("/admin").document().select("a[href=/admin/directories]")).isNotEmpty();
		for (String below : List.of("", "/edit", "/check", "/try", "/enable", "/remove", "/rules", "/people",
				"/past")) {
			Page each = open(below);
			assertThat(each.status()).as(below).isEqualTo(200);
			assertThat(each.response().body()).as(below).doesNotContain(TestDirectoryServer.BIND_PASSWORD, "??");
		}
	}

	@Test
	void addWhenWrongThenAllIsToldAtOnceBesideFieldsAndNothingTypedIsLost() {
		Map<String, String> typed = new HashMap<>(form());
		typed.putAll(Map.of("alias", "Not An Alias", "name", "", "addresses", "ldap://ldap.example.com\nnonsense",
				"security", "LDAPS", "bindDn", "no name", "peopleBase", "", "peopleFilter", "(uid=<b>ada</b>)",
				"subject", "entry UUID", "passwordPage", "http://example.com"));
		typed.put("domains", "not_a_domain");
		Page page = add(typed);
		Document document = page.document();
		assertThat(document.title()).startsWith("Error: ");
		assertThat(document.select("[aria-invalid=true]").eachAttr("name")).containsExactlyInAnyOrder("alias", "name",
				"addresses", "bindDn", "peopleBase", "peopleFilter", "subject", "passwordPage", "domains");
		assertThat(document.select("[aria-invalid=true]"))
			.allMatch((field) -> !document.getElementById(field.id() + "-error").text().isBlank());
		assertThat(document.getElementById("peopleFilter-error").text()).contains("{0} or {1}");
		assertThat(document.getElementById("peopleFilter").val()).isEqualTo("(uid=<b>ada</b>)");
		assertThat(document.getElementById("addresses").val()).isEqualTo("ldap://ldap.example.com\nnonsense");
		assertThat(document.select("details.more[open]")).hasSize(1);
		assertThat(page.response().body()).as("a password is not sent back")
			.doesNotContain(TestDirectoryServer.BIND_PASSWORD);
		assertThat(stored()).isEmpty();
	}

	@Test
	void addWhenPasswordWouldGoInClearOrBelongsToNobodyThenRefused() {
		Map<String, String> clear = new HashMap<>(form());
		clear.put("addresses", "ldap://ldap.example.com:389");
		assertThat(add(clear).document().getElementById("security-error")).isNotNull();
		Map<String, String> nameless = new HashMap<>(form());
		nameless.put("bindDn", "");
		assertThat(add(nameless).document().getElementById("bindDn-error")).isNotNull();
		assertThat(stored()).isEmpty();
	}

	/** P158, and all else that a field may bring. */
	@ParameterizedTest
	@ValueSource(strings = { "name", "alias", "addresses", "bindDn", "peopleBase", "groupBase", "peopleFilter",
			"groupFilter", "groupAttribute", "username", "domains", "passwordPage" })
	void addWhenAFieldHasControlCharactersOrIsTooLongThenNothingIsStored(String field) {
		for (String value : List.of("(a={0}\r\nSet-Cookie: x=y)", "(a={0}\u0000b)", "a=\u0007b", "a".repeat(20_000))) {
			Map<String, String> typed = new HashMap<>(form());
			typed.put(field, value);
			Page page = this.admin.submitOnly(this.admin.open(ADD), typed);
			assertThat(page.status()).as(field).isIn(200, 400);
			assertThat(page.header("Set-Cookie").orElse("")).doesNotContain("x=y");
			assertThat(stored()).as(field).isEmpty();
		}
	}

	@Test
	void addWhenTwiceThenOneDirectoryAndTheSecondIsTold() {
		Page page = this.admin.open(ADD);
		this.admin.submit(page, form());
		Page second = this.admin.submit(page, form());
		assertThat(second.document().getElementById("alias-error").text()).contains("Another");
		assertThat(stored()).hasSize(1);
	}

	@Test
	void addWhenTokenIsMissingOrOfAnotherOrFromElsewhereThenRefused() {
		Page page = this.admin.open(ADD);
		assertThat(this.admin.postOnly(ADD, form(), Map.of()).status()).isEqualTo(403);
		Browser other = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		Map<String, String> stale = new HashMap<>(form());
		stale.put("_csrf", page.csrf());
		assertThat(other.postOnly(ADD, stale, Map.of()).status()).isEqualTo(403);
		Map<String, String> elsewhere = Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
		assertThat(this.admin.postOnly(ADD, stale, elsewhere).status()).as("P153").isEqualTo(403);
		assertThat(stored()).isEmpty();
	}

	@Test
	void addWhenSignInIsLongAgoThenNothingIsStored() {
		Page page = this.admin.open(ADD);
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(this.admin.submit(page, form()).address().getPath()).isEqualTo("/signin");
		assertThat(stored()).isEmpty();
	}

	/** P154, P156. */
	@ParameterizedTest
	@ValueSource(strings = { "/admin/directories/x", "/admin/directories/00000000-0000-0000-0000-000000000000",
			"/admin/directories/1-1-1-1-1", "/admin/directories/add/nothing", "/admin/directories/%25/edit",
			"/admin/directories/00000000-0000-0000-0000-000000000000/nothing" })
	void openWhenThereIsNoSuchThingThenNotFound(String path) {
		assertThat(this.admin.fetch("GET", path, Map.of()).status()).isIn(400, 404);
	}

}
