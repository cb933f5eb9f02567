package dev.signet.flow;

import java.util.List;
import java.util.Map;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator changes the settings of a provider in the console, and looks at what
 * they were.
 */
class ProviderConsoleEditFlowTests extends ProviderConsole {

	@Test
	void editThenKeepsTheSecretAndSaysWhatElseChanged() {
		Provider provider = added();
		Page page = this.admin.submit(open(provider, "/edit"), Map.of("name", "Another name", "domains", "A.example"));
		assertThat(page.document().select("[role=status]").text()).isEqualTo("Saved.");
		assertThat(now().name()).isEqualTo("Another name");
		assertThat(now().hasSecret()).isTrue();
		assertThat(now().settings().audience().domains()).containsExactly("a.example");
		this.providers.enableUnproved(provider.id(), this.alias, this.administrator.id());
		Page elsewhere = this.admin.submit(open(provider, "/edit"), Map.of("clientId", "another"));
		assertThat(elsewhere.document().select("[role=status]").text()).contains("switched off");
		assertThat(now().enabled()).isFalse();
	}

	/** What the other changed is not lost, and neither is what was typed. */
	@Test
	void editWhenInTwoTabsThenBothChangesAreJoinedAndShownFirst() {
		Provider provider = added();
		Page mine = open(provider, "/edit");
		this.admin.submit(open(provider, "/edit"), Map.of("buttonText", "Theirs", "name", "Their name"));
		Page shown = this.admin.submit(mine, Map.of("clientId", "mine", "name", "My name"));
		assertThat(shown.document().select("[role=alert]").text()).contains("Somebody else");
		assertThat(shown.document().getElementById("buttonText").val()).isEqualTo("Theirs");
		assertThat(shown.document().getElementById("clientId").val()).isEqualTo("mine");
		assertThat(shown.document().getElementById("name").val()).isEqualTo("My name");
		assertThat(shown.document().getElementById("name-stored").text()).contains("Their name");
		assertThat(now().settings().client().clientId()).as("nothing yet").isNotEqualTo("mine");
		this.admin.submit(shown, Map.of("version", shown.document().selectFirst("[name=version]").val()));
		assertThat(now().settings().client().clientId()).isEqualTo("mine");
		assertThat(now().settings().button().text()).isEqualTo("Theirs");
		assertThat(now().name()).isEqualTo("My name");
	}

	@Test
	void pastThenShowsWhatChangedAndLeadsBack() {
		Provider provider = added();
		this.admin.submit(open(provider, "/edit"), Map.of("name", "Changed <i>name</i>", "creation", "ON"));
		this.admin.submit(open(provider, "/mapping"),
				Map.of("do", "save", "claim-0", "first", "field-0", "given_name"));
		Page past = open(provider, "/past");
		assertThat(past.document().select(".claims").text()).contains("Changed <i>name</i>", "Get an account",
				"Rule for the profile", "first → given_name");
		assertThat(past.document().text()).contains("Then " + this.administrator.username() + " changed it");
		String first = past.document().select("button[name=past]").last().val();
		this.admin.submit(past, Map.of("past", first, "version", past.document().selectFirst("[name=version]").val()));
		assertThat(now().settings()).isEqualTo(provider.settings());
		Page late = this.admin.submit(past, Map.of("past", first));
		assertThat(late.document().select("[role=alert]").text()).contains("Somebody else");
	}

	/** The same kind in another cloud, or at a stand-in: its issuer is no secret. */
	@Test
	void editWhenMicrosoftIsElsewhereThenTheWholeIssuerStandsThereAndStays() throws Exception {
		String issuer = "https://login.microsoftonline.us/common/v2.0";
		ProviderSettings settings = Preset.MICROSOFT.defaults()
			.withEndpoints(ProviderEndpoints.ofIssuer(issuer))
			.withClient(UpstreamClient.of("signet", UpstreamAuthentication.SECRET_POST));
		Provider provider = this.providers.add(this.alias, Preset.MICROSOFT, settings, SECRET, this.administrator.id());
		Page page = open(provider, "/edit");
		assertThat(page.document().getElementById("tenant").val()).isEqualTo(issuer);
		page = this.admin.submit(page, Map.of("name", "Elsewhere"));
		assertThat(page.document().select("[role=status]").text()).contains("Saved");
		assertThat(now().settings().endpoints().issuer()).isEqualTo(issuer);
		this.admin.submit(open(provider, "/edit"), Map.of("tenant", "organizations"));
		assertThat(now().settings().endpoints().issuer())
			.isEqualTo("https://login.microsoftonline.com/organizations/v2.0");
		for (String wrong : List.of("", "two words", "ftp://login.example/v2.0", "https://login.example/?a=b")) {
			Document again = this.admin.submit(open(provider, "/edit"), Map.of("tenant", wrong)).document();
			assertThat(again.getElementById("tenant-error")).as(wrong).isNotNull();
			assertThat(again.getElementById("tenant").val()).isEqualTo(wrong);
		}
	}

}
