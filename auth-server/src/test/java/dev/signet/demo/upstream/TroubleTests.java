package dev.signet.demo.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class TroubleTests {

	private static final Duration LATE = Duration.ofMinutes(5);

	private final Faults faults = new Faults();

	private final Trouble trouble = new Trouble(new Programs(), this.faults, LATE);

	@Test
	@Timeout(60)
	void filterWhenSlowThenAnswersLateButOnlyPrograms() throws Exception {
		this.faults.set(StandIn.GOOGLE, Fault.SLOW, true);
		FutureTask<MockHttpServletResponse> slow = new FutureTask<>(() -> filter("/demo/upstream/google/token"));
		Thread waiting = new Thread(slow);
		waiting.start();
		while (waiting.getState() != Thread.State.TIMED_WAITING) {
			Thread.sleep(10);
		}
		assertThat(filter("/demo/upstream/google/o/oauth2/v2/auth").getStatus()).isEqualTo(200);
		assertThat(filter("/demo/upstream/github/user").getStatus()).isEqualTo(200);
		assertThat(slow).isNotDone();
		waiting.interrupt();
		assertThat(slow.get().getStatus()).isEqualTo(200);
	}

	@Test
	void filterWhenServerErrorOrGarbageThenOriginalIsNotReached() throws Exception {
		this.faults.set(StandIn.GITHUB, Fault.SERVER_ERROR, true);
		assertThat(filter("/demo/upstream/github/user").getStatus()).isEqualTo(502);
		this.faults.clear();
		this.faults.set(StandIn.GITHUB, Fault.GARBAGE, true);
		MockHttpServletResponse garbage = filter("/demo/upstream/github/user");
		assertThat(garbage.getStatus()).isEqualTo(200);
		assertThat(garbage.getContentAsString()).contains("not what you asked for");
	}

	@Test
	void setWhenStandInCannotHaveItThenStaysOff() {
		this.faults.set(StandIn.GITHUB, Fault.WRONG_NONCE, true);
		this.faults.set(StandIn.FACEBOOK, Fault.UNVERIFIED_ADDRESS, true);
		assertThat(this.faults.any()).isFalse();
	}

	private MockHttpServletResponse filter(String path) throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		this.trouble.doFilter(request, response, new MockFilterChain());
		return response;
	}

}
