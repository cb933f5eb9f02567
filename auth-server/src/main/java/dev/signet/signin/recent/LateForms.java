package dev.signet.signin.recent;

import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Forms that come when their sign-in is over or has another token: what was typed into a
 * {@link KeptForm} is kept for whom the {@link FormOwner form was shown to}, whoever
 * sends it, and nothing else is done with it.
 */
@Component
public class LateForms {

	private final KeptForms keptForms;

	private final FormOwner owner;

	private final ObjectProvider<RequestMappingHandlerMapping> mapping;

	/** The pages are found late: this stands before all of them. */
	LateForms(KeptForms keptForms, FormOwner owner,
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
		this.keptForms = keptForms;
		this.owner = owner;
		this.mapping = mapping;
	}

	/**
	 * Keeps what a form has brought.
	 * @return the page with its form filled; empty when it will not be
	 */
	public Optional<String> keep(HttpServletRequest request) {
		if (!request.getMethod().equals("POST")) {
			return Optional.empty();
		}
		return this.owner.open(request)
			.flatMap((account) -> form(request).flatMap((form) -> this.keptForms.keep(account, form, request)));
	}

	private Optional<KeptForm> form(HttpServletRequest request) {
		if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
			ServletRequestPathUtils.parseAndCache(request);
		}
		Map<RequestMappingInfo, HandlerMethod> methods = this.mapping.getObject().getHandlerMethods();
		return methods.entrySet()
			.stream()
			.filter((each) -> each.getValue().hasMethodAnnotation(KeptForm.class)
					&& each.getKey().getMatchingCondition(request) != null)
			.findFirst()
			.map((each) -> each.getValue().getMethodAnnotation(KeptForm.class));
	}

}
