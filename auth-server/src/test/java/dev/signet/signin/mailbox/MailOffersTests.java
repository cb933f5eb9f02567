package dev.signet.signin.mailbox;

import dev.signet.mail.Mails;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

class MailOffersTests {

	private final Mails mails = Mockito.mock();

	@Test
	void offersWhenNothingIsSetThenNoMailServerIsNeeded() {
		MailOffers offers = offers(MailSignInProperties.Mode.OFF, false);
		assertThat(offers.signIn()).isFalse();
		assertThat(offers.secondStep()).isFalse();
		then(this.mails).shouldHaveNoInteractions();
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
