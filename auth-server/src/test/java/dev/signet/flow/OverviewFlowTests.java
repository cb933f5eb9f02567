package dev.signet.flow;

import java.util.List;

import dev.signet.account.Profile;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the overview says is missing for the safety of an account.
 */
class OverviewFlowTests extends SignedInPerson {

	@Test
	void overviewWhenThingsAreMissingThenSaysThemInOrderEachWithItsPage() {
		assertThat(links()).containsExactly("/account/email", "/account/security/authenticator");
		for (String link : links()) {
			assertThat(this.browser.open(link).status()).isEqualTo(200);
		}
	}

	@Test
	void overviewWhenAllIsDoneThenOneQuietLine() {
		confirmAddress();
		TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Document page = this.browser.open("/account").document();
		assertThat(page.select("[aria-labelledby=open]")).isEmpty();
		assertThat(page.select(".settled").text()).isEqualTo("Nothing to do: your account is well protected.");
	}

	@Test
	void overviewWhenFewCodesAreLeftThenSaysHowMany() {
		confirmAddress();
		TestAuthenticator.of(this.person.id(), this.beans);
		List<String> codes = TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		RecoveryCodes recoveryCodes = this.beans.getBean(RecoveryCodes.class);
		codes.subList(0, 7).forEach((code) -> recoveryCodes.use(this.person.id(), code));
		assertThat(open().text()).contains("You have only 3 recovery codes left.");
		codes.subList(7, 9).forEach((code) -> recoveryCodes.use(this.person.id(), code));
		assertThat(open().text()).contains("You have only one recovery code left.");
		recoveryCodes.use(this.person.id(), codes.get(9));
		assertThat(open().text()).contains("You have no recovery codes left.");
		assertThat(links()).containsExactly("/account/security/recovery-codes");
	}

	@Test
	void overviewWhenSignedInWithManyBrowsersThenSaysSo() {
		for (int i = 0; i < 5; i++) {
			this.actors.signedIn(this.person);
		}
		assertThat(open().text()).contains("You are signed in with 6 browsers.");
		assertThat(links()).last().isEqualTo("/account/sessions");
	}

	@Test
	void pictureThenInitialsAndNothingIsFetched() {
		assertThat(initials("/account")).isEqualTo("AL");
		assertThat(initials("/account/profile")).isEqualTo("AL");
		rename("\ud842\udfb7\u91ce", null);
		assertThat(initials("/account")).isEqualTo("\ud842\udfb7");
		rename(null, null);
		assertThat(initials("/account")).isEqualTo("P");
		assertThat(this.browser.open("/account").document().select("main img")).isEmpty();
	}

	private void rename(String givenName, String familyName) {
		this.accounts.update(this.person.id(),
				(account) -> account.changeProfile(Profile.named(givenName, familyName), this.clock.instant()));
	}

	private void confirmAddress() {
		this.actors.confirm(this.person);
	}

	private String initials(String path) {
		return this.browser.open(path).document().selectFirst(".tile.round").text();
	}

	private Document open() {
		return this.browser.open("/account").document();
	}

	private List<String> links() {
		return open().select("[aria-labelledby=open] a").eachAttr("href");
	}

}
