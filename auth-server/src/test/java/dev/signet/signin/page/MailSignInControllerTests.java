package dev.signet.signin.page;

import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MailSignInControllerTests {

	@Test
	void openWhenMailIsNotOfferedThenNoPageExists() {
		MailSignInController controller = new MailSignInController(Mockito.mock(), Mockito.mock(), Mockito.mock(),
				Mockito.mock(), Mockito.mock(), Mockito.mock(), Clock.systemUTC());
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(() -> controller.open(new MockHttpServletRequest(), new MockHttpServletResponse(),
					new ExtendedModelMap()))
			.satisfies((answer) -> assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND));
	}

}
