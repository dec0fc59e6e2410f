The libraries in lib/ that are not Carillon's own, and their licences. Where there are several, any one of
them may be chosen.

<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
<#if library.groupId != "io.carillon">
${library.groupId}:${library.artifactId}:${library.version}  ${entry.getValue()?join(" or ")}  ${(library.url)!}
</#if>
</#list>
