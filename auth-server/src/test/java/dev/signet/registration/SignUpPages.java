package dev.signet.registration;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.signet.account.UsernameRules;
import dev.signet.registration.RegistrationProperties.Mode;
import dev.signet.session.BrowserKey;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.journey.WaitingRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.validation.Validator;

/** The pages of a server that is set up in another way than the shared one. */
final class SignUpPages {

	private SignUpPages() {
	}

	/** Settings of a mode, where nobody needs to be approved. */
	static RegistrationProperties settings(Mode mode, @Nullable Boolean verifyEmail, String... domains) {
		return new RegistrationProperties(mode, List.of(domains), false, Duration.ofDays(30), verifyEmail, null, null,
				null);
	}

	/** Settings with terms to accept. */
	static RegistrationProperties termsSettings(String version) {
		return new RegistrationProperties(Mode.OPEN, List.of(), false, Duration.ofDays(30), false,
				URI.create("https://app.test/terms"), version, null);
	}

	/** The pages, which store what they store for the shared server. */
	static MockMvc of(BeanFactory beans, RegistrationProperties settings, SignInCompletion completion,
			WaitingRequest waiting) {
		RegistrationJourney journey = new RegistrationJourney(settings, waiting);
		Invitations invitations = beans.getBean(Invitations.class);
		PendingSignUps pending = beans.getBean(PendingSignUps.class);
		BrowserKey browserKey = beans.getBean(BrowserKey.class);
		SignUpRules rules = new SignUpRules(settings, beans.getBean(UsernameRules.class));
		SignUpEnd end = new SignUpEnd(completion, beans.getBean(Clock.class));
		return MockMvcBuilders
			.standaloneSetup(
					new RegistrationController(journey, new SignUpDoor(settings, invitations), rules,
							new SignUpConfirmation(Boolean.TRUE.equals(settings.verifyEmail())),
							beans.getBean(PersonSubmission.class), beans.getBean(SelfRegistration.class), pending, end,
							browserKey),
					new ConfirmationController(journey, pending, end, browserKey),
					new SignUpAddressController(journey, pending, invitations, rules, browserKey))
			.setValidator(beans.getBean(Validator.class))
			.build();
	}

}
