package dev.signet.journey;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * What nobody can do without works in a browser that runs no scripts.
 */
class WithoutScriptsJourneyIT {

	@Nested
	class Apps extends PersonJourney {

		@Override
		protected boolean scripts() {
			return false;
		}

		@Test
		void signInWhenScriptsAreOffThenConsentAndSignOutWork() {
			register();
			signOut();
			this.page.navigate(authorizationRequest(""));
			typePassword("not the right one");
			assertThat(this.page.locator("#problem")).isVisible();
			typePassword(PASSWORD);
			allow();
			button("Sign out").click();
			assertThat(this.page).hasURL(this.demo.notes() + "/");
			open("/account");
			assertThat(this.page).hasURL(at("/signin?next=%2Faccount"));
		}

	}

	@Nested
	class Recovery extends RecoveryJourneyIT {

		@Override
		protected boolean scripts() {
			return false;
		}

	}

	@Nested
	class SecondFactor extends SecondFactorJourneyIT {

		@Override
		protected boolean scripts() {
			return false;
		}

	}

}
