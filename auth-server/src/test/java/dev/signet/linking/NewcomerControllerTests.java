package dev.signet.linking;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EmailAddressTaken;
import dev.signet.account.UsernameRules;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.ProviderId;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

/**
 * Where no mail is sent, the page makes accounts at once and tells which addresses have
 * one: so it counts by network.
 */
class NewcomerControllerTests {

	private static final LinkingInputs INPUTS = new LinkingInputs(true, false, true, false, false, LocalAddress.NONE,
			false, CreationAnswer.ALLOWED);

	private static final LinkingPreview PREVIEW = new LinkingPreview(INPUTS, LinkingTable.decide(INPUTS),
			Optional.empty(), Optional.empty());

	private final Arrival arrival = new Arrival(UUID.randomUUID(), Arrival.Purpose.CREATE,
			new ProviderId(UUID.randomUUID()), null, null,
			new UpstreamPerson("https://upstream.example", "1", null, false, Map.of(), null), null, null, null, null,
			false, null, null, false, Instant.EPOCH);

	private final Arrivals arrivals = Mockito.mock();

	private final Asks asks = Mockito.mock();

	private final Origins origins = Mockito.mock();

	private final Newcomers newcomers = Mockito.mock();

	private final ProposedUsernames usernames = Mockito.mock();

	private final NewcomerController controller = new NewcomerController(this.arrivals, Mockito.mock(), this.asks,
			this.origins, this.newcomers, this.usernames, Mockito.mock(UsernameRules.class), Mockito.mock(),
			Mockito.mock(), Mockito.mock(), Mockito.mock());

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final NewcomerForm form = new NewcomerForm();

	private final BindingResult errors = new BeanPropertyBindingResult(this.form, "form");

	@BeforeEach
	void arrive() throws Exception {
		Origin origin = Mockito.mock();
		given(origin.preview(this.arrival, false)).willReturn(PREVIEW);
		given(this.arrivals.find(any(), any(), any())).willReturn(Optional.of(this.arrival));
		given(this.origins.of(this.arrival)).willReturn(Optional.of(origin));
		given(this.usernames.free(any())).willReturn(true);
		given(this.newcomers.make(any(), any(), any(), any())).willThrow(EmailAddressTaken.class);
		this.form.setUsername("ada.l");
		this.form.setEmail("ada@example.test");
	}

	@Test
	void completeWhenThereIsNoMailThenCountsAsASignUpAlsoIfTheAddressIsTaken() {
		complete();
		assertThat(this.errors.getFieldError("email").getCode()).isEqualTo("account.email.taken");
		then(this.asks).should().ask(Asker.of(Asking.SIGN_UP_FROM_NETWORK, "198.51.100.7"));
	}

	@Test
	void completeWhenTooManyCameFromTheNetworkThenMakesAndTellsNothing() {
		given(this.asks.ask(any(Asker.class))).willReturn(Optional.of(Duration.ofMinutes(5)));
		complete();
		assertThat(this.response.getStatus()).isEqualTo(429);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("300");
		assertThat(this.errors.getFieldError("email").getCode()).isEqualTo("linking.new.network-limited");
		then(this.newcomers).shouldHaveNoInteractions();
	}

	private void complete() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("198.51.100.7");
		assertThat(this.controller.complete(this.arrival.id().toString(), this.form, this.errors, request,
				this.response, new ExtendedModelMap()))
			.isEqualTo("linking/new");
	}

}
