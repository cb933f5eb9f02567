package dev.signet.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Factor;
import dev.signet.flow.Actors;
import dev.signet.session.BrowserKey;
import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether administrators may trust a device, which only a setting allows. */
@SignetTest
class TrustedDevicesTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private Clock clock;

	@Test
	void trustWhenAdministratorThenOnlyWhereTheSettingAllowsIt() {
		Account admin = new Actors(this.beans).person("USER", "ADMIN");
		Factor password = new Factor(Factor.Method.PASSWORD, this.clock.instant());
		SignInAttempt attempt = new SignInAttempt(new byte[32], admin.generation(), admin.username(), password, null,
				false, true, Set.of("USER", "ADMIN"), null, null);
		assertThat(devices(false).offeredFor(attempt)).isEmpty();
		TrustedDevices allowed = devices(true);
		assertThat(allowed.offeredFor(attempt)).hasValue(30L);
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setParameter("trust", "true");
		MockHttpServletResponse response = new MockHttpServletResponse();
		allowed.trustIfWanted(attempt, request, response);
		MockHttpServletRequest next = new MockHttpServletRequest();
		next.setCookies(response.getCookies());
		assertThat(allowed.inPlaceOfSecondStep(admin.id(), next)).map(Factor::method)
			.hasValue(Factor.Method.TRUSTED_DEVICE);
		assertThat(devices(false).inPlaceOfSecondStep(admin.id(), next)).as("taken back").isEmpty();
	}

	private TrustedDevices devices(boolean trustForAdmins) {
		return new TrustedDevices(this.beans.getBean(PostgresTrustedDevices.class),
				new TrustedDeviceProperties(Duration.ofDays(30), trustForAdmins), this.beans.getBean(BrowserKey.class),
				this.beans.getBean(PublicAddress.class), this.events, this.clock);
	}

}
