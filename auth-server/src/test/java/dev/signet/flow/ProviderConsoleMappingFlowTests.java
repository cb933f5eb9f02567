package dev.signet.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.signet.account.Account;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.settings.ClaimMapping;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator says in the console what becomes of claims, and looks at whom a
 * provider could let in as whom.
 */
class ProviderConsoleMappingFlowTests extends ProviderConsole {

	@Test
	void mapThenRowsComeAndGoAndPreviewShowsWhatBecomes() {
		this.upstream.claims((token) -> token.put("teams", List.of("writers", "<b>bold</b>")));
		Provider provider = added();
		tried(provider);
		Page page = open(provider, "/mapping");
		int rules = provider.settings().mapping().profile().size();
		page = this.admin.submit(page, Map.of("do", "add-role"));
		page = this.admin.submit(page,
				Map.of("do", "add-role", "roleClaim-0", "teams", "roleValue-0", "writers", "roleName-0", "EDITOR"));
		page = this.admin.submit(page, Map.of("do", "drop-role-1"));
		assertThat(page.document().select("[name^=roleClaim-]").eachAttr("value")).containsExactly("teams");
		assertThat(page.document().select("section .chips").text()).isEqualTo("EDITOR");
		assertThat(page.document().select("main b")).isEmpty();
		Page gap = this.admin.submit(page, Map.of("do", "save", "roleName-0", ""));
		assertThat(gap.document().getElementById("roleName-0-error").text()).isNotBlank();
		assertThat(gap.document().getElementById("roleValue-0").val()).isEqualTo("writers");
		this.admin.submit(page, Map.of("do", "save"));
		assertThat(now().settings().mapping().roles())
			.containsExactly(new ClaimMapping.RoleRule("teams", "writers", ClaimMapping.Kind.ROLE, "EDITOR"));
		assertThat(now().settings().mapping().profile()).hasSize(rules);
	}

	@ParameterizedTest
	@CsvSource({ "ON, They would get an account", "OFF, They would be turned away" })
	void attackThenShowsTheDecisionAndWritesNothing(String creation, String result) {
		Provider provider = added();
		this.admin.submit(open(provider, "/edit"), Map.of("creation", creation));
		String before = accounts();
		Page page = this.admin.submit(open(provider, "/attack"),
				Map.of("subject", "<b>1</b>", "email", "new-" + this.alias + "@example.test", "verified", "on"));
		assertThat(page.document().select("#outcome").text()).isEqualTo(result);
		assertThat(page.document().select("main b")).isEmpty();
		assertThat(page.document().select(".claims").text()).contains("Is this person linked to an account here? No");
		assertThat(accounts()).isEqualTo(before);
	}

	@Test
	void attackWhenAddressIsSomebodysThenNamesTheAccountThatItCollidesWith() {
		Provider provider = added();
		this.admin.submit(open(provider, "/edit"), Map.of("emailTrusted", "on", "creation", "ON"));
		Page page = this.admin.submit(open(provider, "/attack"),
				Map.of("subject", "1", "email", this.administrator.emailAddress(), "verified", "on"));
		assertThat(page.document().select(".outcome").text()).contains(this.administrator.username());
		assertThat(page.document().select("#outcome").text()).isNotEqualTo("They would be signed in");
		Page wrong = this.admin.submit(open(provider, "/attack"), Map.of("subject", "", "email", "nowhere"));
		assertThat(wrong.document().select("[aria-invalid=true]").eachAttr("name")).containsExactly("subject", "email");
		assertThat(wrong.document().getElementById("email").val()).isEqualTo("nowhere");
	}

	@Test
	void attackWhenOneOrganisationIsLetInThenOthersAreTurnedAway() throws ProviderRefused {
		Provider provider = added(Preset.GOOGLE, (settings) -> settings.withHostedDomain("ours.example"));
		for (String others : List.of("", "{}", "{\"hd\": \"other.example\"}")) {
			Document page = attack(provider, Map.of("subject", "1", "others", others)).document();
			assertThat(page.getElementById("outcome").text()).as(others).isEqualTo("They would be turned away");
			assertThat(page.select(".outcome").text()).as(others).contains("none of the organisation ours.example");
		}
		Document page = attack(provider, Map.of("subject", "1", "others", "{\"hd\": \"ours.example\"}")).document();
		assertThat(page.getElementById("outcome").text()).isEqualTo("They would get an account");
	}

	@ParameterizedTest
	@CsvSource({ "FACEBOOK, They would get an account", "GITHUB, They would be asked", "DISCORD, They would be asked",
			"MICROSOFT, They would be asked", "OAUTH2, They would be asked" })
	void attackWhenAnAddressIsClaimedToBeVerifiedThenItIsWhereTheProviderCanSaySo(Preset preset, String result)
			throws ProviderRefused {
		Account owner = this.actors.confirmed("USER");
		Provider provider = added(preset, (settings) -> settings.withEmailTrusted(true));
		Map<String, String> typed = new HashMap<>(
				Map.of("subject", "1", "email", owner.emailAddress(), "verified", "on"));
		if (preset == Preset.MICROSOFT) {
			typed.put("tenant", UUID.randomUUID().toString());
		}
		Document page = attack(provider, typed).document();
		assertThat(page.getElementById("outcome").text()).startsWith(result);
		assertThat(page.select(".outcome").text()).contains(owner.username());
	}

	@Test
	void attackWhenProviderHasManyIssuersThenWhoIsLinkedIsKnownByTheirTenant() throws ProviderRefused, LinkTaken {
		Provider provider = added(Preset.MICROSOFT, UnaryOperator.identity());
		String tenant = UUID.randomUUID().toString();
		this.beans.getBean(Links.class)
			.add(this.administrator.id(), provider.id(), new UpstreamPerson(
					"https://login.microsoftonline.com/" + tenant + "/v2.0", this.alias, null, false, Map.of(), null));
		Map<String, String> typed = Map.of("subject", this.alias, "tenant", tenant);
		assertThat(attack(provider, typed).document().getElementById("outcome").text())
			.isEqualTo("They would be signed in");
		Document nowhere = attack(provider, Map.of("subject", this.alias, "tenant", "common")).document();
		assertThat(nowhere.select(".outcome").text()).contains("turned away", "names no tenant");
		Document wrong = attack(provider, Map.of("subject", this.alias, "tenant", "x".repeat(256))).document();
		assertThat(wrong.select("[aria-invalid=true]").eachAttr("name")).containsExactly("tenant");
	}

	@Test
	void attackWhenClaimsMeetRulesThenShowsWhatTheyGive() throws ProviderRefused {
		ClaimMapping mapping = new ClaimMapping(List.of(),
				List.of(new ClaimMapping.RoleRule("realm.roles", "admins", ClaimMapping.Kind.ROLE, "EDITOR"),
						new ClaimMapping.RoleRule("team", "7", ClaimMapping.Kind.GROUP, "writers")),
				ClaimMapping.When.EACH);
		Provider provider = added(Preset.OPENID_CONNECT,
				(settings) -> here(settings, Preset.OPENID_CONNECT).withMapping(mapping));
		Document page = attack(provider,
				Map.of("subject", "1", "others", "{\"realm\": {\"roles\": [\"admins\"]}, \"team\": 7}"))
			.document();
		assertThat(page.select("[aria-labelledby=mapped] .chip").eachText()).containsExactly("EDITOR", "writers");
		for (String wrong : List.of("[1]", "{", "null", "{\"a\": 1, \"a\": 2}", "{} {}", "7",
				"{\"a\": \"" + "x".repeat(5000) + "\"}")) {
			Document again = attack(provider, Map.of("subject", "1", "others", wrong)).document();
			assertThat(again.title()).startsWith("Error: ");
			assertThat(again.getElementById("others-error")).as(wrong).isNotNull();
			assertThat(again.getElementById("others").val()).as(wrong).isEqualTo(wrong);
			assertThat(again.getElementById("outcome")).as(wrong).isNull();
		}
	}

	/** Empty rows count for nothing, so rules and rows are not the same numbers. */
	@Test
	void mapWhenARuleIsWrongThenItIsSaidBesideItsFieldAndThereOnly() {
		Provider provider = added();
		Page page = this.admin.submit(open(provider, "/mapping"), Map.of("do", "add-profile"));
		page = this.admin.submit(page, Map.of("do", "add-role"));
		page = this.admin.submit(page, Map.of("do", "add-role"));
		int claim = page.document().select("[name^=claim-]").size() - 1;
		Map<String, String> typed = new HashMap<>(Map.of("do", "save", "claim-" + claim, "x".repeat(300), "roleClaim-1",
				"teams", "roleValue-1", "writers", "roleName-1", "no role"));
		typed.put("field-" + claim, "nickname");
		Document wrong = this.admin.submit(page, typed).document();
		for (String field : List.of("claim-" + claim, "roleName-1")) {
			assertThat(wrong.getElementById(field).attr("aria-invalid")).as(field).isEqualTo("true");
			assertThat(wrong.getElementById(field).attr("aria-describedby")).isEqualTo(field + "-error");
			assertThat(wrong.getElementById(field + "-error").text()).as(field).isNotBlank();
		}
		assertThat(wrong.select("[aria-invalid=true]")).hasSize(2);
		assertThat(wrong.getElementById("roleName-1-error").text())
			.doesNotContain(wrong.getElementById("claim-" + claim + "-error").text());
		assertThat(wrong.select("[role=alert]").text()).isEqualTo("Please check the fields marked below.");
		assertThat(wrong.getElementById("roleValue-1").val()).isEqualTo("writers");
		assertThat(now().settings().mapping().roles()).isEmpty();
	}

	private Page attack(Provider provider, Map<String, String> typed) {
		return this.admin.submit(open(provider, "/attack"), typed);
	}

	/** All that accounts are, as a checksum. */
	private String accounts() {
		return this.jdbc.sql("select md5(coalesce(string_agg(a::text, '|' order by a.id), '')) from accounts a")
			.query(String.class)
			.single();
	}

}
