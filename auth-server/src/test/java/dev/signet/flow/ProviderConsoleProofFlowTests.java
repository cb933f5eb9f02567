package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.signet.federation.TestUpstream;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.ProviderState;
import dev.signet.federation.provider.Providers;
import dev.signet.refusal.RefusedRequests;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator checks a provider in the console and tries it, until it may be
 * switched on.
 */
class ProviderConsoleProofFlowTests extends ProviderConsole {

	@Test
	void proveThenCheckAndTrialUnlockTheSwitch() {
		this.upstream.claims((token) -> token.put("nick", "<script>alert('x')</script>"));
		Provider provider = added();
		Page checked = this.admin.press(open(provider, "/check"));
		assertThat(checked.document().select(".lines .PASSED").size()).as(checked.document().text()).isGreaterThan(3);
		assertThat(checked.document().select(".lines .FAILED")).as(checked.document().text()).isEmpty();
		Page early = this.admin.press(open(provider, "/enable"));
		assertThat(early.document().select("[role=alert]")).hasSize(1);
		assertThat(now().state()).isEqualTo(ProviderState.HIDDEN);
		Page trial = tried(provider);
		assertThat(trial.address().getPath()).isEqualTo("/admin/providers/" + provider.id() + "/trial");
		assertThat(trial.document().text()).contains(this.upstream.subject(), "ada@upstream.example",
				"<script>alert('x')</script>", "They would be turned away");
		assertThat(trial.document().select("main script")).as("claims are text").isEmpty();
		assertThat(this.jdbc.sql("select count(*) from upstream_links where provider_id = :id")
			.param("id", provider.id().value())
			.query(Integer.class)
			.single()).isZero();
		assertThat(now().proved()).isTrue();
		Page page = this.admin.press(open(provider, "/enable"));
		assertThat(page.document().select("[role=status]").text()).contains("switched on");
		assertThat(now().enabled()).isTrue();
		Page off = this.admin.press(open(provider, "/disable"));
		assertThat(off.document().select("[role=status]").text()).contains("switched off");
		assertThat(now().state()).isEqualTo(ProviderState.DISABLED);
	}

	@Test
	void checkWhenIssuerCallsItselfOtherwiseThenLineSaysWhyAndHow() {
		this.upstream.metadata((document) -> document.put("issuer", "https://other.example"));
		Page checked = this.admin.press(open(added(), "/check"));
		assertThat(checked.document().select(".lines .FAILED").text()).contains("https://other.example");
		assertThat(checked.document().select(".lines .FAILED .cure").text()).isNotBlank();
	}

	@Test
	void trialWhenAnotherAdministratorLooksThenNotTheirs() {
		Provider provider = added();
		tried(provider);
		Browser other = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		String address = "/admin/providers/" + provider.id();
		for (String below : List.of("", "/trial", "/mapping")) {
			Page page = other.open(address + below);
			assertThat(page.status()).as(below).isEqualTo(200);
			assertThat(page.response().body()).as(below)
				.doesNotContain("ada@upstream.example", this.upstream.subject());
		}
		Page previewed = other.submit(other.open(address + "/mapping"), Map.of("do", "preview"));
		assertThat(previewed.response().body()).doesNotContain("ada@upstream.example", this.upstream.subject());
		assertThat(open(provider, "/mapping").response().body()).contains("ada@upstream.example");
	}

	@ParameterizedTest
	@CsvSource({ "true, true, 'Verified there, and you believe it'",
			"true, false, 'Verified there, but you do not believe it about addresses'", "false, true, Not verified" })
	void trialThenSaysWhetherTheAddressCountsAndWhatTheMappingMakes(boolean verified, boolean trusted, String words)
			throws ProviderRefused {
		this.upstream.userinfo((info) -> {
			info.put("email_verified", verified);
			info.put("given_name", "Augusta");
		});
		Document page = tried(added(Preset.OPENID_CONNECT,
				(settings) -> here(settings, Preset.OPENID_CONNECT).withEmailTrusted(trusted)))
			.document();
		assertThat(page.select(".outcome .hint").eachText()).contains(words);
		assertThat(page.select("[aria-labelledby=mapped] .claims").text()).isEqualTo("given_name Augusta");
	}

	/** Without the claims nobody could write the rule that is missing. */
	@Test
	void trialWhenNoRuleSaysWhoItIsThenShowsWhatCameAndProvesNothing() throws ProviderRefused {
		this.upstream.userinfo((info) -> {
			info.clear();
			info.put("data", Map.of("uid", 4711));
		});
		Provider provider = added(Preset.OAUTH2, UnaryOperator.identity());
		Document page = tried(provider).document();
		assertThat(page.getElementById("outcome").text()).isEqualTo("They would be turned away");
		assertThat(page.select(".outcome").text()).contains("no usable subject");
		assertThat(page.select("[aria-labelledby=claims] td").eachText()).containsExactly("{\"uid\":4711}");
		assertThat(open(provider, "").document().text()).contains("Not tried");
		Page mapping = open(provider, "/mapping");
		assertThat(mapping.response().body()).contains("4711");
		this.admin.submit(mapping, Map.of("do", "save", "claim-0", "data.uid"));
		Document mapped = tried(provider).document();
		assertThat(mapped.select(".outcome code").text()).isEqualTo("4711");
		assertThat(mapped.getElementById("outcome").text()).isEqualTo("They would get an account");
	}

	@Test
	void trialWhenSettingsDoNotLetThemInThenShowsWhyAndWhatCame() throws ProviderRefused {
		this.upstream.claims((token) -> token.put("hd", "other.example"));
		Document page = tried(
				added(Preset.GOOGLE, (settings) -> here(settings, Preset.GOOGLE).withHostedDomain("ours.example")))
			.document();
		assertThat(page.getElementById("outcome").text()).isEqualTo("They would be turned away");
		assertThat(page.select(".outcome").text()).contains("none of the organisation ours.example");
		assertThat(page.select("[aria-labelledby=claims]").text()).contains("other.example", this.upstream.subject());
	}

	@Test
	void trialWhenNothingComesThenTellsTheAdministratorWhatFailedAndNobodyElse() throws ProviderRefused {
		this.upstream.instead("/token", 401, "application/json", "{\"error\": \"invalid_client\"}");
		Provider provider = added(Preset.OPENID_CONNECT, (settings) -> here(settings, Preset.OPENID_CONNECT));
		Page failed = tried(provider);
		assertThat(failed.status()).isEqualTo(424);
		assertThat(failed.document().getElementById("detail").text()).contains("invalid_client");
		assertThat(failed.document().getElementById("way-on").attr("href"))
			.isEqualTo("/admin/providers/" + provider.id());
		this.beans.getBean(RefusedRequests.class).flush();
		Page found = this.admin.open(failed.document().getElementById("look").attr("href"));
		assertThat(found.document().select("[aria-labelledby=refused]").text()).contains("invalid_client");
		String callback = left(provider);
		this.beans.getBean(Sessions.class).endAll(this.administrator.id(), EndReason.SIGNED_OUT);
		Page outside = this.admin.open(callback);
		assertThat(outside.status()).isEqualTo(424);
		assertThat(outside.document().select("#detail, #look")).isEmpty();
		assertThat(outside.response().body()).doesNotContain("invalid_client");
	}

	@Test
	void warningThenStandsOnEveryPageOfTheProviderUntilTheChecksAreWell() {
		// So that the scheduled look does not find that all is well
		this.upstream.instead(TestUpstream.DOCUMENT, 404, "text/plain", "");
		Provider provider = added();
		this.providers.enableUnproved(provider.id(), this.alias, this.administrator.id());
		this.beans.getBean(ProviderWarnings.class)
			.begin(now(), List.of(Finding.KEYS_REPLACED.line(Check.KEYS, "2031-02-03")));
		String found = "Of the keys that were there before 2031-02-03, none is left.";
		String link = ":has(a[href=/admin/providers/" + provider.id() + "])";
		assertThat(this.admin.open("/admin").document().select("[aria-labelledby=attention] li" + link + " p").text())
			.isEqualTo("Upstream: " + found);
		assertThat(this.admin.open("/admin/providers").document().select("section" + link + " .warning").text())
			.isEqualTo(found);
		assertThat(open(provider, "").document().select("[aria-labelledby=warnings] .WARNED p").eachText())
			.containsExactly(found, "Providers mostly change one key after the other. Ask whether this was meant. "
					+ "If so, run the checks, and the new keys count.");
		this.upstream.asUsual(TestUpstream.DOCUMENT);
		this.admin.press(open(provider, "/check"));
		assertThat(this.admin.open("/admin").document().select("[aria-labelledby=attention] li" + link)).isEmpty();
		assertThat(this.admin.open("/admin/providers").document().select("section" + link + " .warning")).isEmpty();
		assertThat(open(provider, "").document().select("[aria-labelledby=warnings]")).isEmpty();
	}

	/** While nodes of two versions run. */
	@Test
	void checkWhenANewerVersionLookedAtSomethingElseThenPagesSayThatMuch() {
		this.upstream.instead(TestUpstream.DOCUMENT, 404, "text/plain", "");
		Provider provider = added();
		this.admin.press(open(provider, "/check"));
		this.providers.enableUnproved(provider.id(), this.alias, this.administrator.id());
		this.beans.getBean(ProviderWarnings.class).begin(now(), List.of(Finding.KEYS_REPLACED.line(Check.KEYS, "")));
		Map.of("upstream_check_lines", "position = 0", "upstream_warnings", "subject = 'KEYS'")
			.forEach((table, line) -> this.jdbc.sql("""
					update %s set subject = 'MOTHS', state = 'FAILED', message = 'federation.check.moths.eaten'
					where provider_id = :id and %s""".formatted(table, line))
				.param("id", provider.id().value())
				.update());
		for (String page : List.of("/check", "")) {
			assertThat(open(provider, page).document().select(".lines").text())
				.contains("A newer version of this server looked at MOTHS.", "Bring all nodes to the same version")
				.doesNotContain("??");
		}
		assertThat(this.admin.open("/admin").document().text()).contains("looked at MOTHS");
		this.providers.disable(provider.id(), this.administrator.id());
		this.beans.getBean(ProviderWarnings.class).endUnused();
		assertThat(open(provider, "").document().select("[aria-labelledby=warnings]")).isEmpty();
	}

	@Test
	void enableWhenNothingWasShownThenOnlyByTheTypedNameAndAudited() {
		Provider provider = added();
		Page page = open(provider, "/enable");
		Page wrong = this.admin.submit(page, Map.of("typedAlias", "something"));
		assertThat(wrong.document().getElementById("typedAlias-error").text()).isNotBlank();
		assertThat(wrong.document().getElementById("typedAlias").val()).isEqualTo("something");
		assertThat(now().enabled()).isFalse();
		this.admin.submit(page, Map.of("typedAlias", this.alias));
		assertThat(now().enabled()).isTrue();
		assertThat(
				this.jdbc.sql("select count(*) from audit_events where account_id = :id and details ->> 'alias' = :a")
					.param("id", this.administrator.id().value())
					.param("a", this.alias)
					.query(Integer.class)
					.single())
			.isEqualTo(2);
	}

	@Test
	void trialWhenThereIsNoneThenItIsNewsAndNoError() {
		Document page = open(added(), "/trial").document();
		assertThat(page.select("[role=alert]")).isEmpty();
		assertThat(page.select(".neutral[role=status]").text()).contains("no trial");
		assertThat(page.title()).doesNotStartWith("Error");
	}

}
