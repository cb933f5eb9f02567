package dev.signet.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderState;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator adds a provider in the console: from the choice of a kind to one that
 * nobody sees yet.
 */
class ProviderConsoleAddFlowTests extends ProviderConsole {

	@ParameterizedTest
	@EnumSource
	void chooseThenPageShowsWhatToPasteWhereAndOnlyItsFields(Preset preset) {
		String kind = preset.name().toLowerCase().replace('_', '-');
		Document choice = this.admin.open("/admin/providers/add").document();
		assertThat(choice.select("a[href=/admin/providers/add/" + kind + "]")).hasSize(1);
		Document page = this.admin.open("/admin/providers/add/" + kind).document();
		String alias = page.getElementById("alias").val();
		assertThat(alias).startsWith(kind);
		assertThat(page.getElementById("redirect-uri").text())
			.isEqualTo(this.actors.server() + "/signin/with/" + alias + "/callback");
		assertThat(page.text()).doesNotContain("??");
		List<String> first = page.select("form.card .fields").first().select("[name]").eachAttr("name");
		assertThat(first).contains("clientId", "secret");
		assertThat(first.contains("issuer")).isEqualTo(preset == Preset.OPENID_CONNECT);
		assertThat(first.contains("tenant")).isEqualTo(preset == Preset.MICROSOFT);
		assertThat(first.contains("appleTeam")).isEqualTo(preset == Preset.APPLE);
		assertThat(first.contains("authorization")).isEqualTo(preset == Preset.OAUTH2);
		assertThat(page.select("details.more [name=scopes]").val())
			.isEqualTo(String.join(" ", preset.defaults().scopes()));
		assertThat(page.select("input:not([type=hidden]), select, textarea")).allMatch(
				(field) -> field.closest("label") != null || !page.select("label[for=" + field.id() + "]").isEmpty());
	}

	@Test
	void addThenHiddenAndItsSecretIsNeverShown() {
		Page page = add();
		Provider added = this.providers.findByAlias(this.alias).orElseThrow();
		assertThat(page.address().getPath()).isEqualTo("/admin/providers/" + added.id());
		assertThat(page.document().select("[role=status]").text()).contains("added");
		assertThat(added.state()).isEqualTo(ProviderState.HIDDEN);
		assertThat(added.hasSecret()).isTrue();
		assertThat(this.actors.browser().open("/signin").response().body()).doesNotContain(this.alias);
		assertThat(this.admin.open("/admin/providers").document().select(".card").text()).contains(this.alias, "Hidden",
				"Nobody has signed in");
		for (String below : List.of("", "/edit", "/check", "/try", "/trial", "/enable", "/remove", "/mapping",
				"/attack", "/past", "/sign-out")) {
			Page each = this.admin.open("/admin/providers/" + added.id() + below);
			assertThat(each.status()).as(below).isEqualTo(200);
			assertThat(each.response().body()).as(below).doesNotContain(SECRET, "??");
		}
	}

	@Test
	void addWhenWrongThenAllIsToldAtOnceBesideFieldsAndNothingTypedIsLost() {
		Map<String, String> typed = new HashMap<>(form());
		typed.put("alias", "Not An Alias");
		typed.put("issuer", "");
		typed.put("clientId", "two\nlines");
		typed.put("scopes", "profile");
		typed.put("userinfo", "not an address");
		typed.put("secretExpires", "soon");
		typed.put("position", "-1");
		typed.put("icon", "https://evil.example/x.svg");
		typed.put("domains", "EXAMPLE.com\nnot a domain");
		typed.put("creation", "BY_DOMAIN");
		typed.put("buttonText", "Continue <b>now</b>");
		Page page = this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), typed);
		Document document = page.document();
		assertThat(document.title()).startsWith("Error: ");
		assertThat(document.select("[aria-invalid=true]").eachAttr("name")).contains("alias", "issuer", "clientId",
				"scopes", "userinfo", "secretExpires", "position", "icon", "domains", "creationDomains");
		assertThat(document.select("[aria-invalid=true]"))
			.allMatch((field) -> !document.getElementById(field.id() + "-error").text().isBlank());
		assertThat(document.getElementById("name-error")).as("the name is fine").isNull();
		assertThat(document.getElementById("userinfo").val()).isEqualTo("not an address");
		assertThat(document.getElementById("buttonText").val()).isEqualTo("Continue <b>now</b>");
		assertThat(document.select("details.more[open]")).hasSize(1);
		assertThat(page.response().body()).as("a secret is not sent back").doesNotContain(SECRET);
		assertThat(this.providers.findByAlias("not an alias")).isEmpty();
	}

	/** P158, and all else that a field may bring. */
	@ParameterizedTest
	@ValueSource(strings = { "name", "buttonText", "clientId", "scopes", "issuer", "hostedDomain", "prompt" })
	void addWhenAFieldHasControlCharactersOrIsTooLongThenNothingIsStored(String field) {
		for (String value : List.of("a\r\nSet-Cookie: x=y", "a\u0000b", "a".repeat(20_000))) {
			boolean google = field.equals("hostedDomain");
			Map<String, String> typed = new HashMap<>(form());
			if (google) {
				typed.remove("issuer");
			}
			typed.put(field, value);
			Page page = this.admin
				.submitOnly(this.admin.open("/admin/providers/add/" + (google ? "google" : "openid-connect")), typed);
			assertThat(page.status()).as(field).isIn(200, 400);
			assertThat(page.header("Set-Cookie").orElse("")).doesNotContain("x=y");
			assertThat(this.providers.findByAlias(this.alias)).as(field).isEmpty();
		}
	}

	@Test
	void addWhenOnlyTheAddressIsWantedThenNothingIsAddedAndWhatWasTypedStays() {
		Map<String, String> typed = new HashMap<>(form());
		typed.put("show", "yes");
		Document page = this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), typed).document();
		assertThat(page.getElementById("redirect-uri").text()).endsWith("/signin/with/" + this.alias + "/callback");
		assertThat(page.getElementById("issuer").val()).isEqualTo(this.upstream.issuer());
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
	}

	@Test
	void addWhenTwiceThenOneProviderAndTheSecondIsTold() {
		Page page = this.admin.open("/admin/providers/add/openid-connect");
		this.admin.submit(page, form());
		Page second = this.admin.submit(page, form());
		assertThat(second.document().getElementById("alias-error").text()).contains("another");
		assertThat(this.providers.all()).filteredOn((each) -> each.alias().equals(this.alias)).hasSize(1);
	}

	@Test
	void addWhenTokenIsMissingOrOldThenRefused() {
		Page page = this.admin.open("/admin/providers/add/openid-connect");
		assertThat(this.admin.postOnly(page.address().getPath(), form(), Map.of()).status()).isEqualTo(403);
		Browser other = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		Map<String, String> stale = new HashMap<>(form());
		stale.put("_csrf", page.csrf());
		assertThat(other.postOnly(page.address().getPath(), stale, Map.of()).status()).isEqualTo(403);
		Map<String, String> elsewhere = Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
		assertThat(this.admin.postOnly(page.address().getPath(), stale, elsewhere).status()).as("P153").isEqualTo(403);
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
	}

	@Test
	void addWhenSignInIsLongAgoThenNothingIsStored() {
		Page page = this.admin.open("/admin/providers/add/openid-connect");
		this.clock.advance(Duration.ofMinutes(16));
		Page again = this.admin.submit(page, form());
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(this.providers.findByAlias(this.alias)).isEmpty();
	}

	/** P154, P156. */
	@ParameterizedTest
	@ValueSource(strings = { "/admin/providers/x", "/admin/providers/00000000-0000-0000-0000-000000000000",
			"/admin/providers/1-1-1-1-1", "/admin/providers/add/nothing", "/admin/providers/%25/edit",
			"/admin/providers/00000000-0000-0000-0000-000000000000/nothing" })
	void openWhenThereIsNoSuchThingThenNotFound(String path) {
		assertThat(this.admin.fetch("GET", path, Map.of()).status()).isIn(400, 404);
	}

}
