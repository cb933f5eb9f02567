package dev.signet.signin;

import java.time.Clock;

import dev.signet.mail.Mails;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;

class MailOffersTests {

	private final Mails mails = Mockito.mock();

	@Test
	void offersWhenNothingIsSetThenNoMailServerIsNeededAndNoPageExists() {
		MailOffers offers = offers(MailSignInProperties.Mode.OFF, false);
		assertThat(offers.signIn()).isFalse();
		assertThat(offers.secondStep()).isFalse();
		then(this.mails).shouldHaveNoInteractions();
		MailSignInController controller = new MailSignInController(offers, Mockito.mock(), Mockito.mock(),
				Mockito.mock(), Mockito.mock(), Mockito.mock(), Clock.systemUTC());
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(() -> controller.open(new MockHttpServletRequest(), new MockHttpServletResponse(),
					new ExtendedModelMap()))
			.satisfies((answer) -> assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND));
	}

	@Test
	void offersWhenMailsAreNeededThenTheStartNeedsAWayForThem() {
		MailOffers offers = offers(MailSignInProperties.Mode.OFFERED, true);
		assertThat(offers.signIn()).isTrue();
		assertThat(offers.secondStep()).isTrue();
		then(this.mails).should().require("signet.signin.mail-code=offered", "off");
		then(this.mails).should().require("signet.signin.second-factor.mail-code=true", "false");
	}

	private MailOffers offers(MailSignInProperties.Mode signIn, boolean secondStep) {
		return new MailOffers(new MailSignInProperties(signIn), new MailFactorProperties(secondStep), this.mails);
	}

}
