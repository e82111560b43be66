# write FIELD SUBJECT WORDS...: $each agents on a subject, each with all but one of its words, and with its field.
write() {
  field=$1 subject=$2 item=0
  shift 2
  while test $item -lt $each; do
    item=$((item + 1)) number=0 text=
    for word; do
      test $number -eq $((item % $#)) || text="$text Check the $word."
      number=$((number + 1))
    done
    printf -- '---\nname: %s-%s\ndescription: Looks after %s\n---\n\n%s %s\n' \
      "$subject" $item "$subject" "$text" "$field" >agents/"$subject"-$item.md
  done
}
each=$1
mkdir -p agents
servers='Restart the server in the cluster after the deployment. Watch the latency, the load balancer, the certificate and the
firewall. Call the operator on pager duty.'
people='Ask the employee and the manager. Note the contract, the probation, the department, the colleague and the holiday. Keep
the personnel file confidential.'
write "$servers" kubernetes pod namespace ingress replica daemon kubelet taint
write "$servers" terraform module provider workspace backend resource variable drift
write "$people" hiring candidate interview resume offer recruiter reference vacancy
write "$people" payroll salary payslip deduction overtime bonus pension timesheet
