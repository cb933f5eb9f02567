package dev.signet.signin.trust;

import java.time.Duration;
import java.util.Set;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Factor;
import dev.signet.flow.Actors;
import dev.signet.session.BrowserKey;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may trust a device and for how long, which settings say. */
@SignetTest
class TrustedDevicesTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private MutableClock clock;

	@Test
	void trustWhenAdministratorThenOnlyWhereTheSettingAllowsIt() {
		Account admin = this.actors.person("USER", "ADMIN");
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

	@Test
	void trustWhenTheSettingIsShorterByNowThenThatCounts() {
		Account person = this.actors.person("USER");
		Factor password = new Factor(Factor.Method.PASSWORD, this.clock.instant());
		SignInAttempt attempt = new SignInAttempt(new byte[32], person.generation(), person.username(), password, null,
				false, true, Set.of("USER"), null, null);
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setParameter("trust", "true");
		MockHttpServletResponse response = new MockHttpServletResponse();
		devices(false).trustIfWanted(attempt, request, response);
		MockHttpServletRequest next = new MockHttpServletRequest();
		next.setCookies(response.getCookies());
		TrustedDevices shorter = devices(Duration.ofDays(2), false);
		this.clock.advance(Duration.ofDays(2).minusMinutes(1));
		assertThat(shorter.inPlaceOfSecondStep(person.id(), next)).isPresent();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(shorter.inPlaceOfSecondStep(person.id(), next)).isEmpty();
		assertThat(devices(false).inPlaceOfSecondStep(person.id(), next)).as("by the longer one").isPresent();
		assertThat(devices(Duration.ZERO, false).inPlaceOfSecondStep(person.id(), next)).as("turned off").isEmpty();
	}

	private TrustedDevices devices(boolean trustForAdmins) {
		return devices(Duration.ofDays(30), trustForAdmins);
	}

	private TrustedDevices devices(Duration trustedFor, boolean trustForAdmins) {
		return new TrustedDevices(this.beans.getBean(PostgresTrustedDevices.class),
				new TrustedDeviceProperties(trustedFor, trustForAdmins), this.beans.getBean(BrowserKey.class),
				this.beans.getBean(PublicAddress.class), this.events, this.clock);
	}

}
